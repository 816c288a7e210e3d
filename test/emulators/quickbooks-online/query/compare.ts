import Big from 'big.js';
import { isDay } from '../dates';
import type { QboRecord } from '../values';
import type { Condition, Literal } from './parser';
import { invalid, type Property } from './properties';

type Order = (a: string | boolean, b: string | boolean) => number;

export interface CompareOptions {
  /** Whether texts compare with upper and lower case apart. */
  mindsCase: boolean;
}

const amount = /^-?\d+(\.\d+)?$/;
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds of a time; without an offset it is taken for UTC. */
const milliseconds = (value: string): number => Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : value.includes('T') ? `${value}Z` : `${value}T00:00:00Z`);

const plain = <T>(a: T, b: T): number => (a === b ? 0 : a < b ? -1 : 1);

/** Ids are texts that hold numbers, apart from a few that hold words. */
const ids: Order = (a, b) => (amount.test(String(a)) && amount.test(String(b)) ? new Big(String(a)).cmp(String(b)) : plain(String(a), String(b)));

/** How two values of a property are put in order. */
export function orderOf(property: Property, name: string, { mindsCase }: CompareOptions): Order {
  if (name === 'Id') return ids;
  if (property.type === 'number' || property.type === 'integer') return (a, b) => new Big(String(a)).cmp(String(b));
  if (property.type === 'datetime') return (a, b) => plain(milliseconds(String(a)), milliseconds(String(b)));
  if (property.type === 'boolean') return (a, b) => Number(a) - Number(b);
  const folded = (value: string | boolean) => (mindsCase ? String(value) : String(value).toLowerCase());
  return (a, b) => plain(folded(a), folded(b));
}

const fits = (property: Property, literal: Literal): boolean => {
  if (literal.type === 'boolean' || property.type === 'boolean') return literal.type === property.type;
  if (property.type === 'number' || property.type === 'integer') return amount.test(literal.value);
  if (property.type === 'date') return isDay(literal.value.slice(0, 10)) && moment.test(literal.value);
  return property.type !== 'datetime' || (moment.test(literal.value) && !Number.isNaN(milliseconds(literal.value)));
};

/** A pattern of LIKE: "%" stands for anything, what a backslash precedes for itself. */
function like(pattern: string, { mindsCase }: CompareOptions): RegExp {
  const source = [...pattern.matchAll(/\\(.)|./gs)].map(([part, escaped]) => (part === '%' ? '[\\s\\S]*' : (escaped ?? part).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, mindsCase ? '' : 'i');
}

/** Whether a record meets a condition. A field without a value meets none. Throws 4001 for values of another type. */
export function predicate(property: Property, { property: name, operator, literals }: Condition, options: CompareOptions): (record: QboRecord) => boolean {
  if (operator === 'like') {
    if (property.type !== 'string' && property.type !== 'enum' && property.type !== 'object') throw invalid(`operator LIKE is not supported for property '${name}'`);
    const pattern = like(String(literals[0]?.value), options);
    return (record) => pattern.test(String(property.value(record) ?? ''));
  }
  for (const literal of literals) if (!fits(property, literal)) throw invalid(`value ${String(literal.value)} is not valid for property '${name}'`);
  const order = orderOf(property, name, options);
  const wanted = literals.map(({ value }) => (property.type === 'date' ? String(value).slice(0, 10) : value));
  return (record) => {
    const value = property.value(record);
    if (value === null) return false;
    const orders = wanted.map((literal) => order(value, literal));
    if (operator === 'in') return orders.includes(0);
    const found = orders[0] ?? Number.NaN;
    return { '=': found === 0, '<': found < 0, '>': found > 0, '<=': found <= 0, '>=': found >= 0 }[operator];
  };
}

import Big from 'big.js';
import type { EdmType, Table } from '../fields/table';
import { badRequest } from '../refusal';
import { text, type Row, type Value } from '../values';
import { tokens, type Literal, type Token } from './lexer';
import { modelName } from './names';

/** A part of a filter that has a value: its type as .NET names it, and how to get it. */
interface Operand {
  type: string;
  /** A field or a function of one, as against a constant. */
  field: boolean;
  value(row: Row): Value;
}

export interface Filter {
  matches(row: Row): boolean;
  /** The fields that occur in it. */
  fields: Set<string>;
}

const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const numeric = new Set(['System.Byte', 'System.Int16', 'System.Int32', 'System.Int64', 'System.Double']);
const literalTypes: Record<Literal['kind'], string> = {
  guid: 'System.Guid', datetime: 'System.DateTime', string: 'System.String', int: 'System.Int32', long: 'System.Int64', double: 'System.Double', boolean: 'System.Boolean', null: 'null',
};
const fieldTypes: Record<EdmType, string> = {
  Guid: 'System.Guid', DateTime: 'System.DateTime', String: 'System.String', Boolean: 'System.Boolean', Byte: 'System.Byte', Int16: 'System.Int16', Int32: 'System.Int32', Int64: 'System.Int64', Double: 'System.Double', Binary: 'System.Byte[]',
};

/** -1, 0 or 1; null when the two cannot be put in an order. */
export function compare(a: Value, b: Value, type: string): number | null {
  if (a === null || b === null) return null;
  if (numeric.has(type)) return new Big(String(a)).cmp(String(b));
  // The database ignores blanks at the end of a text, not those in front, and takes upper and lower case for the same.
  const [left, right] = type === 'System.String' ? [text(a).trimEnd().toLowerCase(), text(b).trimEnd().toLowerCase()] : [a, b];
  return left === right ? 0 : left < right ? -1 : 1;
}

class Parser {
  private position = 0;
  readonly fields = new Set<string>();
  private readonly list: Token[];

  constructor(
    filter: string,
    private readonly table: Table,
  ) {
    this.list = tokens(filter);
  }

  private get token(): Token {
    return this.list[this.position] ?? { kind: 'end', at: 0 };
  }

  private take(kind: Token['kind']): Token {
    const token = this.token;
    if (token.kind !== kind) throw this.syntax(token);
    this.position += 1;
    return token;
  }

  private syntax(token: Token) {
    return badRequest(`Syntax error at position ${token.at}.`);
  }

  private word(...names: string[]): string | null {
    const token = this.token;
    if (token.kind !== 'name' || !names.includes(token.name)) return null;
    this.position += 1;
    return token.name;
  }

  whole(): Operand {
    const operand = this.or();
    this.take('end');
    return this.truth(operand, 0);
  }

  private truth(operand: Operand, at: number): Operand {
    if (operand.type !== 'System.Boolean') throw badRequest(`Expression of type 'System.Boolean' expected at position ${at}.`);
    return operand;
  }

  private or(): Operand {
    return this.chain('or', () => this.and(), (a, b) => a || b);
  }

  private and(): Operand {
    return this.chain('and', () => this.comparison(), (a, b) => a && b);
  }

  private chain(word: string, next: () => Operand, join: (a: boolean, b: boolean) => boolean): Operand {
    let left = next();
    for (let at = this.token.at; this.word(word); at = this.token.at) {
      const [a, b] = [this.truth(left, at), this.truth(next(), at)];
      left = { type: 'System.Boolean', field: true, value: (row) => join(a.value(row) === true, b.value(row) === true) };
    }
    return left;
  }

  private comparison(): Operand {
    const left = this.unary();
    const at = this.token.at;
    const operator = this.word(...comparisons);
    if (!operator) return left;
    const right = this.unary();
    const comparable = left.type === right.type || (numeric.has(left.type) && numeric.has(right.type)) || left.type === 'null' || right.type === 'null';
    if (!comparable) throw badRequest(`Operator '${operator}' incompatible with operand types '${left.type}' and '${right.type}' at position ${at}.`);
    if (left.field && right.field) throw badRequest('This $filter parameter is not supported for this resource');
    return { type: 'System.Boolean', field: true, value: (row) => holds(operator, left.value(row), right.value(row), left.type) };
  }

  private unary(): Operand {
    const at = this.token.at;
    if (!this.word('not')) return this.primary();
    const operand = this.truth(this.unary(), at);
    return { ...operand, value: (row) => operand.value(row) !== true };
  }

  private primary(): Operand {
    const token = this.token;
    this.position += 1;
    if (token.kind === '(') {
      const inner = this.or();
      this.take(')');
      return inner;
    }
    if (token.kind === 'literal') {
      const { literal } = token;
      const value = literal.kind === 'null' ? null : literal.value;
      return { type: literalTypes[literal.kind], field: false, value: () => value };
    }
    if (token.kind !== 'name') throw this.syntax(token);
    return this.token.kind === '(' ? this.call(token.name, token.at) : this.property(token.name, token.at);
  }

  private property(name: string, at: number): Operand {
    if (this.table.lists.has(name.split('/')[0] ?? '')) throw badRequest(`Filtering on these fields is not supported: ${name}`);
    const field = this.table.fields.get(name);
    if (!field) throw badRequest(`No property '${name}' exists in type '${modelName(this.table)}' at position ${at}.`);
    this.fields.add(name);
    return { type: fieldTypes[field.type], field: true, value: (row) => row[name] ?? null };
  }

  private call(name: string, at: number): Operand {
    this.take('(');
    const given = [this.or()];
    while (this.token.kind === ',') {
      this.position += 1;
      given.push(this.or());
    }
    this.take(')');
    const [a, b] = given;
    const texts = given.every((operand) => operand.type === 'System.String');
    const read = (operand: Operand | undefined, row: Row) => text(operand?.value(row));
    if (texts && given.length === 1 && name === 'trim') return { type: 'System.String', field: true, value: (row) => read(a, row).trim() };
    if (texts && given.length === 2 && name === 'startswith') return { type: 'System.Boolean', field: true, value: (row) => read(a, row).startsWith(read(b, row)) };
    if (texts && given.length === 2 && name === 'substringof') return { type: 'System.Boolean', field: true, value: (row) => read(b, row).toLowerCase().includes(read(a, row).toLowerCase()) };
    throw badRequest(`No applicable function found for '${name}' at position ${at} with the specified arguments.`);
  }
}

function holds(operator: string, a: Value, b: Value, type: string): boolean {
  if (operator === 'eq' || operator === 'ne') {
    const equal = a === null || b === null ? a === b : compare(a, b, type) === 0;
    return equal === (operator === 'eq');
  }
  const order = compare(a, b, type);
  if (order === null) return false;
  if (operator === 'gt') return order > 0;
  if (operator === 'ge') return order >= 0;
  return operator === 'lt' ? order < 0 : order <= 0;
}

/** Reads a $filter. Throws the 400 the API gives for what it does not take. */
export function parseFilter(filter: string, table: Table): Filter {
  if (filter.trim() === '') throw badRequest('This $filter parameter is not supported for this resource');
  const parser = new Parser(filter, table);
  const whole = parser.whole();
  return { matches: (row) => whole.value(row) === true, fields: parser.fields };
}

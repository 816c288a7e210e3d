import Big from 'big.js';

/** A record, a line or a nested group as JSON has it. */
export type Fields = Record<string, unknown>;

export interface QboRecord {
  Id: string;
  SyncToken?: string;
  MetaData?: { CreateTime: string; LastUpdatedTime: string };
  [field: string]: unknown;
}

export interface Ref {
  value: string;
  name?: string;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
export const refId = (value: unknown): string => text((value as Ref | undefined)?.value);
export const big = (value: unknown): Big => new Big(typeof value === 'number' || typeof value === 'string' ? value : 0);
export const list = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);
export const group = (value: unknown): Fields => (value ?? {}) as Fields;

/** Half up, away from zero, to cents. */
export const cents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);
export const sum = (amounts: readonly Big[]): Big => amounts.reduce((total, amount) => total.plus(amount), new Big(0));
/** As JSON has it. */
export const amount = (value: Big): number => cents(value).toNumber();

/** Without the fields that are empty: an answer leaves them out. */
export function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** A text that a user compares: case does not matter. */
export const folded = (value: unknown): string => text(value).trim().toLowerCase();

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

import type { FieldTable } from '../fields/table';
import { targets } from '../fields/targets';
import { refId, type Fields, type QboRecord } from '../values';
import type { Books } from './books';
import { invalidReference, notFound } from './refusals';

/** Lists this company has none of: whatever is referred to is not there. */
const empty = new Set(['PaymentMethodRef', 'CustomerTypeRef', 'PriceLevelRef']);

/** The record behind a reference, undefined where there is none. Throws Refusal when it does not exist or is inactive. */
export function resolve(books: Books, entity: string, ref: unknown, element: string): QboRecord | undefined {
  const id = refId(ref);
  if (id === '') return undefined;
  const record = books.find(entity, id);
  if (!record) throw invalidReference(element);
  if (record['Active'] === false) throw notFound();
  return record;
}

/** All references a record or a group holds itself, those in nested groups not. Throws Refusal. */
export function checkReferences(books: Books, table: FieldTable, fields: Fields, except: readonly string[] = []): void {
  for (const { name, type } of table.values()) {
    if (type !== 'ref' || fields[name] === undefined || except.includes(name)) continue;
    if (empty.has(name)) throw invalidReference(name);
    const target = targets.get(name);
    if (target) resolve(books, target, fields[name], name);
  }
}

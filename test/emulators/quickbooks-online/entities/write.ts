import { filled, group, text, type Fields, type QboRecord } from '../values';
import type { Books } from './books';
import { entityByName, type EntityInfo } from './index';
import { checkRequired, parse } from './parse';
import { badId, deletedElsewhere, lapsed, missing, notFound, stale, unsupported, voidUnsupported } from './refusals';
import type { Writing, WriteOptions } from './rules';
import { rulesOf } from './rules-of';
import { show } from './show';

export type { WriteOptions } from './rules';

function allowed(books: Books, name: string, operation: 'create' | 'update' | 'delete' | 'void'): EntityInfo {
  const info = entityByName(name);
  if (!info?.operations.has(operation)) throw operation === 'void' && name === 'Bill' ? voidUnsupported() : unsupported(operation);
  if (books.subscriptionLapsed) throw lapsed();
  return info;
}

/** The record a request means. Throws Refusal when it is gone or has changed since it was read. */
function current(books: Books, entity: string, body: unknown): QboRecord {
  const { Id, SyncToken } = group(body);
  if (text(Id) === '') throw missing('Id');
  if (!/^-?\d+$/.test(text(Id))) throw badId();
  if (text(SyncToken) === '') throw missing('SyncToken');
  const record = books.find(entity, text(Id));
  if (!record) throw books.deletions.some((gone) => gone.entity === entity && gone.Id === Id) ? deletedElsewhere() : notFound();
  if (record.SyncToken !== SyncToken) throw stale();
  return record;
}

function save(writing: Writing): QboRecord {
  const { books, entity, before, fields } = writing;
  const rules = rulesOf(entity);
  const next = filled(rules.prepare({ ...writing, fields: filled(fields) }));
  const record = before ? books.replace(entity, before.Id, next) : books.insert(entity, next);
  rules.saved?.(books, record, before);
  return show(books, entity, books.find(entity, record.Id) ?? record);
}

export function createRecord(books: Books, entity: string, body: unknown, options: WriteOptions = {}): QboRecord {
  const info = allowed(books, entity, 'create');
  const { Id: _id, SyncToken: _token, ...sent } = parse(info.fields, body);
  checkRequired(info.fields, sent);
  return save({ books, entity, before: null, sent, fields: sent, options });
}

/** Changes some fields of a record and leaves the others, whether or not the API would take that as sparse. */
export function revise(books: Books, entity: string, before: QboRecord, sent: Fields, options: WriteOptions = {}): QboRecord {
  const info = entityByName(entity);
  if (!info) throw unsupported('update');
  return save({ books, entity, before, sent, fields: { ...before, ...changeable(info, sent) }, options });
}

function changeable(info: EntityInfo, sent: Fields): Fields {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => info.fields.get(name)?.writable === true));
}

/** What a full update does not touch: everything that cannot be written, or not again. */
function kept(info: EntityInfo, before: QboRecord): Fields {
  return Object.fromEntries(Object.entries(before).filter(([name]) => name === 'Active' || info.fields.get(name)?.writable !== true));
}

export function updateRecord(books: Books, entity: string, body: unknown, options: WriteOptions = {}): QboRecord {
  const info = allowed(books, entity, 'update');
  const sent = parse(info.fields, body);
  const before = current(books, entity, body);
  // Where sparse updates are not documented, the flag is not heeded: what is left out is cleared.
  if (group(body)['sparse'] === true && info.operations.has('sparse')) {
    for (const name of rulesOf(entity).sparseNeeds ?? []) if (sent[name] == null) throw missing(name);
    return revise(books, entity, before, sent, options);
  }
  checkRequired(info.fields, { ...kept(info, before), ...sent });
  return save({ books, entity, before, sent, fields: { ...kept(info, before), ...changeable(info, sent) }, options });
}

export function removeRecord(books: Books, entity: string, body: unknown): { Id: string } {
  allowed(books, entity, 'delete');
  const record = current(books, entity, body);
  const rules = rulesOf(entity);
  rules.checkRemoval?.(books, record);
  books.remove(entity, record.Id);
  rules.removed?.(books, record);
  return { Id: record.Id };
}

export function voidRecord(books: Books, entity: string, body: unknown): QboRecord {
  allowed(books, entity, 'void');
  const record = current(books, entity, body);
  const rules = rulesOf(entity);
  if (!rules.voided) throw unsupported('void');
  rules.checkRemoval?.(books, record);
  rules.removed?.(books, record);
  // What was linked has let go of it meanwhile.
  const latest = books.find(entity, record.Id) ?? record;
  return show(books, entity, books.replace(entity, record.Id, rules.voided(books, latest)));
}

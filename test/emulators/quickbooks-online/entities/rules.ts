import type { Fields, QboRecord } from '../values';
import type { Books } from './books';

export interface WriteOptions {
  /** What `include=allowduplicatedocnum` asks for. */
  allowDuplicateDocNumber?: boolean;
}

/** One create or update under way. */
export interface Writing {
  books: Books;
  entity: string;
  /** null at a create. */
  before: QboRecord | null;
  /** What the request holds; null where it blanks a field. */
  sent: Fields;
  /** What the record would be: of an update, together with what stays. */
  fields: Fields;
  options: WriteOptions;
}

/** What is particular to a kind of record. All may throw Refusal, and change nothing before they have. */
export interface Rules {
  /** Fields a sparse update must repeat. */
  sparseNeeds?: readonly string[];
  /** The record as it is to be stored, computed fields included. */
  prepare(writing: Writing): Fields;
  /** Effects on other records. */
  saved?(books: Books, record: QboRecord, before: QboRecord | null): void;
  checkRemoval?(books: Books, record: QboRecord): void;
  removed?(books: Books, record: QboRecord): void;
  /** The voided record; absent where there is no void. */
  voided?(books: Books, record: QboRecord): Fields;
}

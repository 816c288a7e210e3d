import type { Clock } from '../core/emulator';
import { Books, type Deletion } from './entities/books';
import type { CompanyOptions } from './entities/options';
import { companyInfo, preferences } from './entities/company-info';
import { exchangeRate } from './entities/currencies';
import { allShown, readShown } from './entities/show';
import { createRecord, removeRecord, updateRecord, voidRecord, type WriteOptions } from './entities/write';
import { createTaxCode } from './tax/codes';
import type { Fields, QboRecord } from './values';

export type { CompanyOptions, CompanyPreferences, TaxModel } from './entities/options';
export type { Deletion } from './entities/books';
export type { WriteOptions } from './entities/write';
export type { Fields, QboRecord } from './values';

/** One company and what the API lets one do in it. Records handed out are shared and frozen; every method but `all` and `dump` throws Refusal. */
export class Company {
  /** The records as they lie, for people at work in the web pages and for the seed. */
  readonly books: Books;

  constructor(clock: Clock, options: CompanyOptions) {
    this.books = new Books(clock, options);
  }

  get realmId(): string {
    return this.books.options.realmId;
  }

  get options(): CompanyOptions {
    return this.books.options;
  }

  /** Oldest first. */
  get deletions(): Deletion[] {
    return this.books.deletions;
  }

  /** `entity` is "Invoice", "Bill"... */
  create(entity: string, body: unknown, options: WriteOptions = {}): QboRecord {
    return createRecord(this.books, entity, body, options);
  }

  /** A full update, or a sparse one when the body says `sparse: true`. */
  update(entity: string, body: unknown, options: WriteOptions = {}): QboRecord {
    return updateRecord(this.books, entity, body, options);
  }

  /** Deletes; the body holds Id and SyncToken. */
  remove(entity: string, body: unknown): { Id: string } {
    return removeRecord(this.books, entity, body);
  }

  void(entity: string, body: unknown): QboRecord {
    return voidRecord(this.books, entity, body);
  }

  read(entity: string, id: string): QboRecord {
    return readShown(this.books, entity, id);
  }

  /** Everything of one kind, inactive records included, by Id. */
  all(entity: string): QboRecord[] {
    return allShown(this.books, entity);
  }

  /** Home units for one unit of the source, as last known on that day ("2026-05-01"). */
  exchangeRate(source: string, asOfDate: string): QboRecord {
    return exchangeRate(this.books, source, asOfDate);
  }

  preferences(): QboRecord {
    return preferences(this.books);
  }

  companyInfo(): QboRecord {
    return companyInfo(this.books);
  }

  /** What taxservice/taxcode does; answers the service's own shape, not a record. */
  createTaxCode(body: unknown): Fields {
    return createTaxCode(this.books, body);
  }

  /** Everything, as plain data. */
  dump(): unknown {
    return this.books.dump();
  }
}

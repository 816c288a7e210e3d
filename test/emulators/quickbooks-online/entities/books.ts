import Big from 'big.js';
import type { Clock } from '../../core/emulator';
import { pacificDay, pacificTime } from '../dates';
import { filled, refId, type Fields, type QboRecord } from '../values';
import { openAmount } from './open-amount';
import { defaultPreferences, type CompanyOptions, type CompanyPreferences } from './options';

export interface Deletion {
  entity: string;
  Id: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Names share one row of ids, and so do transactions. */
const sequences: Readonly<Record<string, string>> = {
  Customer: 'name', Vendor: 'name', Employee: 'name',
  Invoice: 'transaction', CreditMemo: 'transaction', RefundReceipt: 'transaction', SalesReceipt: 'transaction', Payment: 'transaction',
  Bill: 'transaction', VendorCredit: 'transaction', BillPayment: 'transaction',
};

/** What a company holds. Records are replaced, never changed in place. */
export class Books {
  readonly preferences: CompanyPreferences;
  readonly deletions: Deletion[] = [];
  /** A project's own long id, and its shadow among the customers. */
  readonly projects = new Map<string, string>();
  /** Ids of payments that lie in a deposit. */
  readonly deposited = new Set<string>();
  /** The code the US tax engine finds for every address. */
  engineTaxCode = '';
  subscriptionLapsed = false;
  /** Rises when a record that others name gets another name. */
  namings = 0;

  private readonly kinds = new Map<string, Map<string, QboRecord>>();
  private readonly balances = new Map<string, Big>();
  private readonly balancesWithJobs = new Map<string, Big>();
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    readonly options: CompanyOptions,
  ) {
    this.preferences = { ...defaultPreferences, ...options.preferences };
  }

  get now(): string {
    return pacificTime(this.clock.now());
  }

  get today(): string {
    return pacificDay(this.clock.now());
  }

  /** 1, 2, 3... within a name. */
  next(sequence: string, first = 1): number {
    const number = this.numbers.get(sequence) ?? first;
    this.numbers.set(sequence, number + 1);
    return number;
  }

  list(entity: string): QboRecord[] {
    return [...this.kind(entity).values()];
  }

  find(entity: string, id: string): QboRecord | undefined {
    return this.kinds.get(entity)?.get(id);
  }

  /** Open amounts of a customer or vendor, credits counted against them. */
  balanceOf(partyId: string): Big {
    return this.balances.get(partyId) ?? new Big(0);
  }

  /** The same with those of all jobs below. */
  balanceWithJobs(partyId: string): Big {
    return this.balancesWithJobs.get(partyId) ?? new Big(0);
  }

  /** `fields` may bring an Id of its own. */
  insert(entity: string, fields: Fields): QboRecord {
    const Id = typeof fields['Id'] === 'string' ? fields['Id'] : String(this.next(sequences[entity] ?? entity));
    const record: QboRecord = { ...fields, Id, SyncToken: '0', MetaData: { CreateTime: this.now, LastUpdatedTime: this.now } };
    this.put(entity, record);
    return record;
  }

  /** A new state of a record: its SyncToken rises. */
  replace(entity: string, id: string, fields: Fields): QboRecord {
    const before = this.find(entity, id);
    if (!before?.MetaData) throw new Error(`There is no ${entity} ${id}`);
    const record: QboRecord = {
      ...filled(fields), Id: id, SyncToken: String(Number(before.SyncToken) + 1), MetaData: { CreateTime: before.MetaData.CreateTime, LastUpdatedTime: this.now },
    };
    this.put(entity, record);
    return record;
  }

  /** A change that counts as none: SyncToken and times stay. */
  overwrite(entity: string, record: QboRecord): void {
    this.put(entity, record);
  }

  remove(entity: string, id: string): void {
    this.count(entity, this.find(entity, id), -1);
    this.kind(entity).delete(id);
    this.deletions.push({ entity, Id: id, at: this.clock.now() });
  }

  dump(): unknown {
    const lists = [...this.kinds].map(([entity, records]) => [entity, [...records.values()]] as const);
    return { ...this.options, preferences: this.preferences, ...Object.fromEntries(lists), deletions: this.deletions, projects: Object.fromEntries(this.projects) };
  }

  private kind(entity: string): Map<string, QboRecord> {
    let kind = this.kinds.get(entity);
    if (!kind) this.kinds.set(entity, (kind = new Map()));
    return kind;
  }

  private put(entity: string, record: QboRecord): void {
    const before = this.find(entity, record.Id);
    this.count(entity, before, -1);
    this.count(entity, record, 1);
    const naming = (of: QboRecord) => `${String(of['DisplayName'])}/${String(of['FullyQualifiedName'])}/${String(of['Name'])}`;
    if (before && naming(before) !== naming(record)) this.namings += 1;
    this.kind(entity).set(record.Id, record);
  }

  private count(entity: string, record: QboRecord | undefined, sign: 1 | -1): void {
    const open = record && openAmount(entity, record);
    if (!open) return;
    const change = open.amount.times(sign);
    this.balances.set(open.party, this.balanceOf(open.party).plus(change));
    for (let id = open.party; id !== ''; id = refId(this.find('Customer', id)?.['ParentRef'])) this.balancesWithJobs.set(id, this.balanceWithJobs(id).plus(change));
  }
}

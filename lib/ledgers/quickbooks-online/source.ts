import { z } from 'zod';
import type { Day } from '../../model/dates';
import type { ContactRole } from '../../model/contact';
import { CallFailure } from '../../net/failure';
import type { LedgerSource, SourceContact, SourceKind, SourcePage } from '../source';
import { absent, type Changes, type Client } from './client';
import { isSale, wireOf } from './convert';
import { documentId, readDocumentId, readPartyId, type DocumentEntity } from './ids';
import { evenInactive, literal } from './query';
import { sourceDocument } from './source-documents';
import { sourceContact, sourceProduct } from './source-records';
import { wholeCustomers, wholeItems, wholeVendors, type Party } from './source-wire';
import type { Traits } from './traits';
import type { Entity } from './wire';

/** How far back changes can be asked for is thirty days. */
const lookBack = 29 * 86_400_000;
/** What was changed just before the last answer may not have been in it yet. */
const overlap = 60_000;

const moment = z.string().refine((value) => !Number.isNaN(Date.parse(value)));
/** Up to when each kind was told, and the day that was asked from: another day tells all anew. */
const cursorSchema = z.object({ since: z.string(), told: z.partialRecord(z.enum(['contacts', 'products', 'invoices', 'bills']), moment) });
type Cursor = z.infer<typeof cursorSchema>;

/** One that cannot be read, or was for another day, begins from the beginning: that costs calls, and brings nothing twice. */
function readCursor(cursor: string | null, since: Day): Cursor {
  const fresh: Cursor = { since, told: {} };
  if (cursor === null) return fresh;
  try {
    const read = cursorSchema.parse(JSON.parse(cursor));
    return read.since === since ? read : fresh;
  } catch {
    return fresh;
  }
}

const parties: Readonly<Record<ContactRole, Entity<Party>>> = { customer: wholeCustomers, supplier: wholeVendors };
const roles = ['customer', 'supplier'] as const satisfies ContactRole[];
const entitiesOf: Readonly<Record<'invoices' | 'bills', readonly DocumentEntity[]>> = { invoices: ['Invoice', 'CreditMemo'], bills: ['Bill', 'VendorCredit'] };

const watched = (kind: SourceKind): readonly Entity<unknown>[] => {
  if (kind === 'contacts') return roles.map((role) => parties[role]);
  return kind === 'products' ? [wholeItems] : entitiesOf[kind].map((entity) => wireOf[entity]);
};

type Told = Omit<SourcePage, 'cursor' | 'isLast'>;
const nothing = (): Told => ({ contacts: [], products: [], documents: [], gone: [] });
const changedAt = (time: string): string => `MetaData.LastUpdatedTime >= ${literal(time)}`;
const purpose = (kind: SourceKind): string => `read ${kind} to bring over`;

/** Customers, vendors, items and documents as they are, to be brought to the host. */
export function sourceOf(client: Client, traitsOf: () => Promise<Traits>): LedgerSource {
  const contactsOf = (rows: readonly Party[], role: ContactRole, home: string): SourceContact[] => rows.flatMap((row) => sourceContact(role, row, home) ?? []);

  /** Everything of one kind that meets the condition, and the service's own time when it began. */
  async function listKind(kind: SourceKind, condition: string, home: string): Promise<{ told: Told; time: string }> {
    const told = nothing();
    const times: string[] = [];
    const list = async <T>(entity: Entity<T>, conditions: readonly string[]): Promise<T[]> => {
      const { rows, time } = await client.list(entity, conditions, purpose(kind));
      times.push(time);
      return rows;
    };
    if (kind === 'contacts') for (const role of roles) told.contacts.push(...contactsOf(await list(parties[role], [condition, evenInactive]), role, home));
    else if (kind === 'products') told.products.push(...(await list(wholeItems, [condition, evenInactive])).flatMap((row) => sourceProduct(row) ?? []));
    else for (const entity of entitiesOf[kind]) told.documents.push(...(await list(wireOf[entity], [condition])).map((row) => sourceDocument(entity, row, home)));
    const [time] = times;
    if (time === undefined) throw new Error('A kind of record is read by at least one call');
    return { told, time };
  }

  function fromFeed(feed: Changes, kinds: readonly SourceKind[], home: string): Told {
    const told = nothing();
    for (const kind of kinds) {
      if (kind === 'contacts') for (const role of roles) told.contacts.push(...contactsOf(feed.of(parties[role]).changed, role, home));
      else if (kind === 'products') told.products.push(...feed.of(wholeItems).changed.flatMap((row) => sourceProduct(row) ?? []));
      else
        for (const entity of entitiesOf[kind]) {
          const { changed, deleted } = feed.of(wireOf[entity]);
          told.documents.push(...changed.map((row) => sourceDocument(entity, row, home)));
          told.gone.push(...deleted.map((id) => ({ kind: isSale(entity) ? ('invoice' as const) : ('bill' as const), id: documentId(entity, id) })));
        }
    }
    return told;
  }

  /** The feed of changes; null where it is refused or does not tell all. */
  async function askFeed(kinds: readonly SourceKind[], since: number): Promise<Changes | null> {
    try {
      const feed = await client.changes(kinds.flatMap(watched), new Date(since - overlap).toISOString(), 'ask what changed to bring over');
      return !feed.isFull && Date.parse(feed.time) - since <= lookBack + overlap ? feed : null;
    } catch (failure) {
      if (failure instanceof CallFailure && failure.kind === 'refused') return null;
      throw failure;
    }
  }

  const page = (told: Told, cursor: Cursor, isLast: boolean): SourcePage => {
    // A document issued before the day stays where it is, however late it is changed.
    const documents = told.documents.filter(({ document }) => document.date >= cursor.since);
    return { ...told, documents, cursor: JSON.stringify(cursor), isLast };
  };

  return {
    async readChanges(kinds, given, since) {
      const { homeCurrency: home } = await traitsOf();
      const cursor = readCursor(given, since);
      const fresh = kinds.find((kind) => cursor.told[kind] === undefined);
      if (fresh) {
        // Documents count by the day they bear, everything else by when it was made or changed.
        const { told, time } = await listKind(fresh, fresh === 'invoices' || fresh === 'bills' ? `TxnDate >= ${literal(since)}` : changedAt(`${since}T00:00:00Z`), home);
        const known: Cursor = { since, told: { ...cursor.told, [fresh]: time } };
        return page(told, known, kinds.every((kind) => known.told[kind] !== undefined));
      }
      const oldest = Math.min(...kinds.map((kind) => Date.parse(cursor.told[kind] ?? '')));
      const feed = kinds.length === 0 ? null : await askFeed(kinds, oldest);
      if (feed) return page(fromFeed(feed, kinds, home), { since, told: { ...cursor.told, ...Object.fromEntries(kinds.map((kind) => [kind, feed.time])) } }, true);
      const all = nothing();
      const told = { ...cursor.told };
      for (const kind of kinds) {
        const listed = await listKind(kind, changedAt(new Date(Date.parse(cursor.told[kind] ?? '') - overlap).toISOString()), home);
        all.contacts.push(...listed.told.contacts);
        all.products.push(...listed.told.products);
        all.documents.push(...listed.told.documents);
        told[kind] = listed.time;
      }
      return page(all, { since, told }, true);
    },
    async readContact(id) {
      const party = readPartyId(id);
      if (!party) throw absent('customers and vendors', id);
      const { homeCurrency } = await traitsOf();
      const row = await client.get(parties[party.role], party.id, 'read the contact');
      const contact = sourceContact(party.role, row, homeCurrency);
      // A project's bills are its customer's.
      const owner = contact ?? (row.ParentRef ? sourceContact(party.role, await client.get(parties[party.role], row.ParentRef.value, 'read the contact'), homeCurrency) : null);
      if (!owner) throw absent('customers and vendors', id);
      return owner;
    },
    async readProduct(id) {
      const product = sourceProduct(await client.get(wholeItems, id, 'read the product'));
      if (!product) throw absent('products and services', id);
      return product;
    },
    async readDocument(kind, id) {
      const read = readDocumentId(id);
      if (!read || isSale(read.entity) !== (kind === 'invoice')) throw absent(`${kind}s`, id);
      return sourceDocument(read.entity, await client.get(wireOf[read.entity], read.id, `read the ${kind}`), (await traitsOf()).homeCurrency);
    },
  };
}

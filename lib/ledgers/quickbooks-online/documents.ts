import { addDays, type Day } from '../../model/dates';
import type { DocumentKind } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { Booking, LedgerCompany, LedgerDocument } from '../ledger';
import { absent, refuse, type Client } from './client';
import { contentsOf } from './contents';
import { fromBooking, isSale, toDocument, wireOf } from './convert';
import { findDocuments } from './find';
import { documentEntities, readDocumentId, type DocumentEntity } from './ids';
import { equals, isOneOf, literal } from './query';
import { ratesOf } from './rates';
import type { Traits } from './traits';
import { isMatched, updateHeader, updateLines } from './updates';
import type { Fields } from './wire';

type Documents = Pick<
  LedgerCompany,
  'findDocuments' | 'createDocument' | 'createDocuments' | 'updateDocument' | 'updateLines' | 'readDocument' | 'readLines' | 'deleteDocument' | 'isDeleted'
>;

/** Which record an id means. Throws CallFailure 'absent', and spares the call, for what cannot be one of that kind. */
function meant(kind: DocumentKind, id: string): { entity: DocumentEntity; id: string } {
  const read = readDocumentId(id);
  if (!read || isSale(read.entity) !== (kind === 'invoice')) throw absent(`${kind}s`, id);
  return read;
}

/** What of a list of several kinds a query cannot ask for by its ids. */
const hasIdFilter = (entity: DocumentEntity): boolean => entity !== 'VendorCredit';

/** Invoices, credit memos, bills and vendor credits. `homeCurrency`: of documents that name none; reading takes no more of the company's settings. */
export function documentsOf(client: Client, traitsOf: () => Promise<Traits>, homeCurrency: string): Documents {
  const rateOf = ratesOf(client);

  async function prepared(booking: Booking): Promise<{ entity: DocumentEntity; body: Fields }> {
    const traits = await traitsOf();
    return fromBooking(booking, traits, await rateOf(booking, traits));
  }

  async function linesOf(entity: DocumentEntity, ids: readonly string[]): Promise<Map<string, string[]>> {
    if (ids.length === 0) return new Map();
    const wire = wireOf[entity];
    const purpose = 'compare the lines of documents';
    const rows = hasIdFilter(entity) ? (await client.list(wire, [isOneOf('Id', ids)], purpose)).rows : await Promise.all(ids.map((id) => client.get(wire, id, purpose)));
    return new Map(rows.map((row) => [row.Id, contentsOf(row.Line)]));
  }

  return {
    findDocuments: (keys) => findDocuments(client, homeCurrency, keys),
    async createDocument(booking, requestId) {
      const { entity, body } = await prepared(booking);
      const row = await client.write(wireOf[entity], body, `book ${booking.kind} ${booking.number}`, requestId);
      return toDocument(entity, row, booking.currency);
    },
    async createDocuments(bookings) {
      // What cannot be sent at all must not keep the others from it.
      const all = await Promise.all(bookings.map((booking) => prepared(booking).catch(refusalOf)));
      const sent = all.flatMap((one, index) => (one instanceof CallFailure ? [] : [{ ...one, index }]));
      const outcomes: (LedgerDocument | CallFailure | undefined)[] = all.map((one) => (one instanceof CallFailure ? one : undefined));
      if (sent.length > 0) {
        const answers = await client.createAll(sent.map(({ entity, body }) => ({ entity: wireOf[entity], body })), `book ${sent.length} ${bookings[0]?.kind}s`);
        for (const [place, { entity, index }] of sent.entries()) {
          const answer = answers[place];
          outcomes[index] = answer === undefined || answer instanceof CallFailure ? answer : toDocument(entity, answer, bookings[index]?.currency ?? '');
        }
      }
      return outcomes.map((outcome) => {
        if (outcome === undefined) throw new Error('A document that was sent has no outcome');
        return outcome;
      });
    },
    async updateDocument(id, change, expected) {
      const { entity, id: own } = meant(change.kind, id);
      return updateHeader(client, entity, own, change, await traitsOf(), expected);
    },
    async updateLines(id, booking, expected) {
      const { entity, id: own } = meant(booking.kind, id);
      return updateLines(client, entity, own, booking, await traitsOf(), expected);
    },
    async readDocument(kind, id) {
      const { entity, id: own } = meant(kind, id);
      return toDocument(entity, await client.get(wireOf[entity], own, `read the ${kind}`), homeCurrency);
    },
    async readLines(kind, ids) {
      const wanted = ids.map((id) => meant(kind, id));
      const found = new Map<DocumentEntity, Map<string, string[]>>();
      for (const entity of documentEntities) found.set(entity, await linesOf(entity, wanted.filter((one) => one.entity === entity).map(({ id }) => id)));
      return wanted.map(({ entity, id }) => found.get(entity)?.get(id) ?? []);
    },
    async deleteDocument(kind, id) {
      const { entity, id: own } = meant(kind, id);
      const wire = wireOf[entity];
      try {
        const stored = await client.get(wire, own, 'see whether anything hangs on the document');
        if (isMatched(stored)) throw refuse('payment-matched', `${stored.DocNumber ?? stored.Id} is matched with a payment or with another document: it is not deleted.`, wire.endpoint);
        await client.remove(wire, { Id: stored.Id, SyncToken: stored.SyncToken }, 'delete the document');
      } catch (failure) {
        if (!(failure instanceof CallFailure) || failure.kind !== 'absent') throw failure;
      }
    },
    async isDeleted(kind, id, _termIds, since = null) {
      const { entity, id: own } = meant(kind, id);
      try {
        await client.get(wireOf[entity], own, 'see whether the document is still there');
        return false;
      } catch (failure) {
        if (!(failure instanceof CallFailure) || failure.kind !== 'absent') throw failure;
      }
      return isInNoList(client, entity, own, since);
    },
  };
}

/** A list beside the read by the id: absence is believed when both say it. */
async function isInNoList(client: Client, entity: DocumentEntity, id: string, since: Day | null): Promise<boolean> {
  const purpose = 'see whether the document is still there';
  if (hasIdFilter(entity)) return (await client.list(wireOf[entity], [equals('Id', id)], purpose)).rows.length === 0;
  // Those made since, by whichever clock; without a day there is no list to ask for.
  if (since === null) return false;
  const { rows } = await client.list(wireOf[entity], [`MetaData.CreateTime >= ${literal(`${addDays(since, -2)}T00:00:00Z`)}`], purpose);
  return !rows.some((row) => row.Id === id);
}

function refusalOf(failure: unknown): CallFailure {
  if (failure instanceof CallFailure) return failure;
  throw failure;
}

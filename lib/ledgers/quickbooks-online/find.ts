import { isNegative } from '../../model/decimal';
import type { LedgerDocument, NaturalKey } from '../ledger';
import type { Client } from './client';
import { entityFor, toDocument, wireOf } from './convert';
import { documentEntities, type DocumentEntity } from './ids';
import { longestNumber } from './numbers';
import { isOneOf, sameText } from './query';

/** A number longer than QuickBooks takes is in no document. */
const canBeFound = ({ number }: NaturalKey): boolean => number.trim() !== '' && number.length <= longestNumber;

const entityOf = ({ kind, gross }: NaturalKey): DocumentEntity => entityFor(kind, isNegative(gross));

/**
 * The documents under each key's number, in the keys' order: one query for all keys of one kind of document, whoever they are
 * of. Credit notes are a kind of their own.
 */
export async function findDocuments(client: Client, homeCurrency: string, keys: readonly NaturalKey[]): Promise<LedgerDocument[][]> {
  const found = new Map<DocumentEntity, LedgerDocument[]>();
  const sought = keys.filter(canBeFound);
  for (const entity of documentEntities) {
    const own = sought.filter((key) => entityOf(key) === entity);
    const [first] = own;
    if (!first) continue;
    const purpose = `look for ${own.length === 1 ? `${first.kind} ${first.number}` : `${own.length} ${first.kind}s`}`;
    const { rows } = await client.list(wireOf[entity], [isOneOf('DocNumber', own.map(({ number }) => number.trim()))], purpose);
    found.set(entity, rows.map((row) => toDocument(entity, row, homeCurrency)));
  }
  return keys.map((key) => (canBeFound(key) ? (found.get(entityOf(key)) ?? []).filter(({ reference }) => sameText(reference, key.number)) : []));
}

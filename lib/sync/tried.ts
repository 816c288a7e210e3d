import { z } from 'zod';
import type { NaturalKey } from '../ledgers/ledger';
import { documentKindSchema, documentSchema, type HostDocument } from '../model/document';
import { daySchema } from '../model/dates';
import { decimalSchema } from '../model/decimal';
import type { IntentRow } from '../storage/rows';

const naturalKeySchema: z.ZodType<NaturalKey> = z.object({
  kind: documentKindSchema,
  number: z.string(),
  contact: z.string(),
  journal: z.string(),
  date: daySchema,
  gross: decimalSchema,
  currency: z.string(),
});

/** What was tried to be booked: the host's document as it was then, and the key it must be found by. */
const triedDocumentSchema = z.object({ key: naturalKeySchema, document: documentSchema });
export interface TriedDocument {
  key: NaturalKey;
  document: HostDocument;
}

/**
 * The document an intent was written for. It may have been edited since: what is looked for is what was sent, not what is
 * there now. Null without an intent, or where it does not say.
 */
export const triedDocument = (intent: Pick<IntentRow, 'search'> | null): TriedDocument | null => triedDocumentSchema.safeParse(intent?.search).data ?? null;

const triedContactSchema = z.object({ name: z.string(), vatNumber: z.string().nullable(), code: z.string().nullable() });

/** Under what a contact was tried to be made; it may have been renamed since. */
export function triedContact(intent: Pick<IntentRow, 'search'> | null): { name?: string; vatNumber?: string; code?: string } {
  const tried = triedContactSchema.safeParse(intent?.search).data;
  return tried ? { name: tried.name, ...(tried.vatNumber ? { vatNumber: tried.vatNumber } : {}), ...(tried.code ? { code: tried.code } : {}) } : {};
}

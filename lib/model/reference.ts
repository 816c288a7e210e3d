import { z } from 'zod';

/** What a mapping can be about. The order is that of the Mappings page. */
export const mappingKinds = [
  'taxCode', 'account', 'journal', 'itemGroup', 'unit', 'paymentTerm', 'costCentre', 'costUnit', 'project', 'class', 'currency', 'contact', 'product',
] as const;
export const mappingKindSchema = z.enum(mappingKinds);
export type MappingKind = z.infer<typeof mappingKindSchema>;

/** The reference data a ledger defines; contacts and products are not pulled whole. */
export const referenceKindSchema = mappingKindSchema.exclude(['contact', 'product']);
export type ReferenceKind = z.infer<typeof referenceKindSchema>;

export const sideSchema = z.enum(['sales', 'purchase', 'both']);
export type Side = z.infer<typeof sideSchema>;

/** One rate of a tax code, in percent, on the days from `from` to `until` (both inclusive, absent for ever). */
export const taxRatePartSchema = z.object({ id: z.string(), percentage: z.string(), from: z.string().optional(), until: z.string().optional() });
export type TaxRatePart = z.infer<typeof taxRatePartSchema>;

/**
 * One value the ledger defines. `code` is what documents and mappings name it by (trimmed); where the ledger has no codes
 * it is "#" and the ledger's own id, which says nothing to people;
 * `id` is the ledger's own key, where it differs. Attributes hold only where they make sense for the kind.
 */
export const referenceItemSchema = z.object({
  kind: referenceKindSchema,
  id: z.string(),
  code: z.string(),
  name: z.string(),
  /** Tax code, journal: which side it may be used on. */
  side: sideSchema.optional(),
  /** Tax code: in percent, as decimal text ("21"). */
  percentage: z.string().optional(),
  /** Tax code: whether the line amount is taken as with or without tax, or there is no tax. */
  taxBasis: z.enum(['excluding', 'including', 'base', 'none']).optional(),
  /** Tax code: reverse charge, tax is both paid and claimed. */
  reverseCharge: z.boolean().optional(),
  /** Tax code: the rates it is made of, where the ledger names them; the percentage of a day is their sum. */
  rates: z.object({ sales: z.array(taxRatePartSchema), purchase: z.array(taxRatePartSchema) }).optional(),
  /** Tax code: the ledger works out the rate by itself; it stands for any rate but none. */
  anyRate: z.boolean().optional(),
  /** Project: whose it is, the ledger's id of the contact. */
  contact: z.string().optional(),
  /** The ledger's own default of this kind (item group, unit). */
  isDefault: z.boolean().optional(),
  /** Journal: its currency, and whether documents in another one are allowed. */
  currency: z.string().optional(),
  anyCurrency: z.boolean().optional(),
  /** Journal: kept for credit notes alone. */
  forReturns: z.boolean().optional(),
  /** Account: may a revenue or cost line be booked on it? */
  postable: z.boolean().optional(),
  /** Account: what kind of line it is meant for. */
  use: z.enum(['revenue', 'cost', 'other']).optional(),
  /** Item group: accounts it has none of, which its items are then to be given. */
  lacks: z.array(z.enum(['revenue', 'cost'])).optional(),
  costCentreUse: z.enum(['optional', 'mandatory', 'no']).optional(),
  costUnitUse: z.enum(['optional', 'mandatory', 'no']).optional(),
});
export type ReferenceItem = z.infer<typeof referenceItemSchema>;

/** The code as people know it; empty where it is but an id. */
export const shownCode = ({ code }: Pick<ReferenceItem, 'code'>): string => (code.startsWith('#') ? '' : code);

/** "8000, Sales of services": what people know a value by. */
export const labelOf = (item: Pick<ReferenceItem, 'code' | 'name'>): string => [shownCode(item), item.name].filter(Boolean).join(', ') || item.code;

/** The shortest that people know it by: its code, else its name. */
export const shortOf = (item: Pick<ReferenceItem, 'code' | 'name'>): string => shownCode(item) || item.name || item.code;

/** One accounting period as the ledger defines it, with the journals that are closed in it. */
export const periodSchema = z.object({
  year: z.number().int(),
  period: z.number().int(),
  start: z.string(),
  end: z.string(),
  closedJournals: z.array(z.string()),
});
export type Period = z.infer<typeof periodSchema>;

import { z } from 'zod';
import { daySchema } from './dates';
import { decimalSchema } from './decimal';

/** What a page shows. A credit note has the kind of what it credits; only reading it tells the difference. */
export const documentKindSchema = z.enum(['invoice', 'bill']);
export type DocumentKind = z.infer<typeof documentKindSchema>;

/** Which document of a host is meant: what a page's address tells. The id is the host's own, not the printed number. */
export const documentRefSchema = z.object({ kind: documentKindSchema, id: z.string().min(1).max(64) });
export type DocumentRef = z.infer<typeof documentRefSchema>;

/** A value of the host that a mapping can point from: its id, and what people call it. */
export const hostValueSchema = z.object({ id: z.string(), code: z.string().optional(), name: z.string().optional() });
export type HostValue = z.infer<typeof hostValueSchema>;

export const documentLineSchema = z.object({
  id: z.string(),
  description: z.string(),
  quantity: decimalSchema,
  unitPrice: decimalSchema,
  /** Amount without tax, after discounts, in the document's currency. */
  net: decimalSchema,
  /** In percent ("21"), null where the host states none. */
  taxPercentage: decimalSchema.nullable(),
  taxCode: hostValueSchema.nullable(),
  account: hostValueSchema.nullable(),
  product: hostValueSchema.nullable(),
  unit: z.string().nullable(),
  costCentre: hostValueSchema.nullable(),
  project: hostValueSchema.nullable(),
});
export type DocumentLine = z.infer<typeof documentLineSchema>;

/** An invoice, bill or credit note as the host holds it, in our words. Amounts of a credit note are negative. */
export const documentSchema = z.object({
  ref: documentRefSchema,
  credit: z.boolean(),
  /** The printed number; for a bill the supplier's own. */
  number: z.string(),
  date: daySchema,
  dueDate: daySchema.nullable(),
  currency: z.string(),
  /** The host's company account the document belongs to. */
  entity: z.string().nullable(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  description: z.string(),
  /** Payment reference printed on the document. */
  paymentReference: z.string(),
  net: decimalSchema,
  tax: decimalSchema,
  gross: decimalSchema,
  /** What the host itself says is still to be paid; null where it does not say. */
  open: decimalSchema.nullable(),
  paidInHost: z.boolean(),
  deleted: z.boolean(),
  modified: z.string(),
  lines: z.array(documentLineSchema),
});
export type HostDocument = z.infer<typeof documentSchema>;

/** A row of a host's list: enough to decide whether the document must be read. */
export interface DocumentSummary {
  ref: DocumentRef;
  number: string;
  date: string;
  contactName: string;
  /** null where the list's amount cannot be read. */
  gross: string | null;
  currency: string;
  modified: string;
  deleted: boolean;
}

/** "invoice/1001": the key of a document within one connection. */
export const refKey = (ref: DocumentRef): string => `${ref.kind}/${ref.id}`;

import { z } from 'zod';

/** An id as text; 0, "", null and -1 ("several") are no reference. */
const reference = z
  .union([z.number().int(), z.string()])
  .nullish()
  .transform((value) => {
    const text = String(value ?? '');
    return text === '' || text === '0' || text === '-1' ? null : text;
  });
const id = z.union([z.number().int(), z.string().min(1)]).transform(String);

/** Scoro writes a boolean as true, 1 or "1", differently from module to module. */
const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', '', 'true', 'false'])])
  .nullish()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

/** Whether a row may be used: it may be where nothing is said. */
const active = z
  .unknown()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === null) return true;
    const read = flag.safeParse(value);
    if (read.success) return read.data;
    context.addIssue('not a boolean');
    return z.NEVER;
  });

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''));

/** As it came: whether it can be read as a number is decided when converting, where the line is known. */
const amount = z.union([z.string(), z.number()]).nullish();
export type WireAmount = z.infer<typeof amount>;

/** Fields that hang on the site's settings are undefined where a setting is off. */
const lineSchema = z.object({
  id: reference,
  product_id: reference,
  product_name: text,
  product_code: text,
  comment: text,
  price: amount,
  amount,
  sum: amount,
  vat: amount,
  vat_code_id: z.union([z.string(), z.number()]).nullish(),
  vat_code: z.union([z.string(), z.number()]).nullish(),
  unit: text,
  finance_account_id: reference,
  finance_account_name: text,
  finance_account_symbol: text,
  finance_object_id: reference,
  finance_object_name: text,
  finance_object_symbol: text,
  project_id: reference,
  project_name: text,
});
export type WireLine = z.infer<typeof lineSchema>;

/** An invoice or a bill (Scoro API v2, invoices and bills); `lines` is null in lists. */
export const documentSchema = z.object({
  id,
  no: text,
  date: text,
  deadline: text,
  status: text,
  currency: text,
  company_id: reference,
  company_name: text,
  person_id: reference,
  person_name: text,
  project_id: reference,
  project_name: text,
  account_id: text,
  description: text,
  reference_no: text,
  credited_invoices: z.array(z.union([z.number(), z.string()])).nullish(),
  discount: amount,
  discount2: amount,
  discount3: amount,
  sum: amount,
  vat_sum: amount,
  receivable_sum: amount,
  vat: amount,
  vat_code_id: reference,
  vat_code: text,
  modified_date: text,
  is_deleted: flag,
  lines: z.array(lineSchema).nullish(),
});
export type WireDocument = z.infer<typeof documentSchema>;

/** As much of a document as a list is read for: one odd field of one document must not hide all others. */
export const summarySchema = documentSchema.pick({
  id: true,
  no: true,
  date: true,
  currency: true,
  company_id: true,
  company_name: true,
  person_id: true,
  person_name: true,
  account_id: true,
  sum: true,
  vat_sum: true,
  credited_invoices: true,
  modified_date: true,
  is_deleted: true,
});
/** What a document is looked for by, beside what every list shows. */
export const foundSchema = summarySchema.extend({ reference_no: text });
export type WireSummary = z.infer<typeof summarySchema>;

const texts = z.array(text).nullish();

/** A contact (Scoro API v2, contacts). An empty object comes as an empty list. */
export const contactSchema = z.object({
  contact_id: id,
  name: text,
  lastname: text,
  contact_type: text,
  is_client: flag,
  is_supplier: flag,
  is_deleted: flag,
  modified_date: text,
  id_code: text,
  vatno: text,
  addresses: z.array(z.looseObject({ country: text, city: text, street: text, zipcode: text })).nullish(),
  means_of_contact: z
    .union([z.looseObject({ mobile: texts, phone: texts, email: texts, website: texts }), z.array(z.unknown()).transform(() => null)])
    .nullish(),
});
export type WireContact = z.infer<typeof contactSchema>;

/** A product (Scoro API v2, products). Its name may be a map of languages. */
export const productSchema = z.object({
  product_id: id,
  code: text,
  name: text,
  names: z.union([z.record(z.string(), text), z.array(z.unknown()).transform((): Record<string, string> => ({}))]).nullish(),
  description: text,
  price: amount,
  unit: text,
  productgroup_id: reference,
  is_service: flag,
  is_active: active,
  is_deleted: flag,
  modified_date: text,
  sales_finance_account_id: reference,
  purchases_finance_account_id: reference,
});
export type WireProduct = z.infer<typeof productSchema>;

export const productGroupSchema = z.object({ id, name: text });
export type WireProductGroup = z.infer<typeof productGroupSchema>;

export const vatCodeSchema = z.object({ vat_code_id: id, vat_code: text, percent: amount, vat_name: text, is_active: active, is_sales: active, is_purchases: active });
export type WireVatCode = z.infer<typeof vatCodeSchema>;

export const financeAccountSchema = z.object({ id, account_symbol: text, name: text, is_active: active, is_sales_account: active, is_purchases_account: active });
export type WireFinanceAccount = z.infer<typeof financeAccountSchema>;

/** The entity itself (Scoro API v2, companyAccount): of what it says only the currencies. */
export const companyAccountSchema = z.object({ base_currency: text, active_currencies: texts });
export type WireCompanyAccount = z.infer<typeof companyAccountSchema>;

const anyText = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => String(value ?? '').trim());

/** The entity as the check-up compares it. */
export const entitySchema = companyAccountSchema.extend({ company_name: anyText, vat_no: anyText, reg_no: anyText, address: z.unknown() });
export type WireEntity = z.infer<typeof entitySchema>;

/** Products and documents as the check-up looks at them: for what is there at all, so that one odd field hides nothing. */
export const surveyedProductSchema = z.object({ product_id: id, code: anyText, name: anyText, unit: anyText, productgroup_id: reference.catch(null), is_deleted: flag.catch(false) });
export type WireSurveyedProduct = z.infer<typeof surveyedProductSchema>;
const surveyedLineSchema = z.looseObject({ unit: anyText, product_id: reference.catch(null) });
export type WireSurveyedLine = z.infer<typeof surveyedLineSchema>;
export const surveyedDocumentSchema = z.object({ id, no: anyText, account_id: anyText, lines: z.array(surveyedLineSchema).nullish() });
export type WireSurveyedDocument = z.infer<typeof surveyedDocumentSchema>;

/** A saved view (Scoro API v2, bookmarks). Its fields are written down nowhere: one that is named otherwise is left out, and never takes the others along. */
export const bookmarkSchema = z.looseObject({ id: anyText, bookmark_id: anyText, name: anyText, bookmark_name: anyText, module: anyText });
export type WireBookmark = z.infer<typeof bookmarkSchema>;

/** Somebody with an account on the site (Scoro API v2, users). */
export const userSchema = z.object({ id, firstname: text, lastname: text, full_name: text, email: text, status: text });
export type WireUser = z.infer<typeof userSchema>;

/** What a recorded receipt is answered with (Scoro API v2, receipts). */
export const receiptSchema = z.object({ id });

/** What a written document is answered with: its lines are given by `view` alone. */
export const writtenSchema = z.object({ id });

/** Receipts come in groups, one a payment (Scoro API v2, receipts). `invoice_id` is the bill's too. */
export const receiptGroupSchema = z.object({
  id,
  date: text,
  sales_doc_type: text,
  is_deleted: flag,
  receipts: z.array(z.object({ receipt_id: id, date: text, invoice_id: reference, sum: amount })).nullish(),
});
export type WireReceiptGroup = z.infer<typeof receiptGroupSchema>;

const count = z.coerce.number().int().nonnegative().nullish().catch(null);

/** What every answer is wrapped in. Paging fields are not always there. */
export const envelopeSchema = z.object({
  status: z.string().nullish(),
  statusCode: z.coerce.number().int().nullish().catch(null),
  messages: z.unknown().optional(),
  errors: z.unknown().optional(),
  data: z.unknown().optional(),
  pages: count,
  per_page: count,
});
export type Envelope = z.infer<typeof envelopeSchema>;

import { z } from 'zod';
import { isDay } from '../../../../lib/model/dates';
import { parseDecimal } from '../../../../lib/model/decimal';
import { ScoroError } from '../envelope';
import type { NewDocument } from '../site';
import { statusOf } from '../sums';
import type { DocumentModule, ScoroDocument, ScoroLine } from '../types';
import { writeDocument, writeWholeDocument } from './document-wire';
import { fieldsOf, listOf, viewOf, type Answer, type Module, type Request } from './module';

const day = z.string().refine(isDay, 'is not a date');
const decimal = z
  .union([z.string(), z.number()])
  .refine((value) => parseDecimal(value) !== null, 'is not a number')
  .transform((value) => parseDecimal(value) ?? '0');

const lineSchema = z.strictObject({
  product_id: z.number().optional(),
  product_name: z.string().optional(),
  comment: z.string().optional(),
  price: decimal,
  amount: decimal,
  discount: decimal.optional(),
  unit: z.string().optional(),
  vat_code_id: z.number().optional(),
  finance_account_id: z.number().optional(),
  project_id: z.number().optional(),
});

/** What modify may write; status and sums are Scoro's own. */
const writableSchema = z.strictObject({
  no: z.union([z.string(), z.number()]).optional(),
  date: day.optional(),
  deadline: day.optional(),
  company_id: z.number().optional(),
  currency: z.string().length(3).optional(),
  description: z.string().optional(),
  reference_no: z.string().optional(),
  discount: decimal.optional(),
  credited_invoices: z.array(z.number()).optional(),
  lines: z.array(lineSchema).optional(),
});
type Writable = z.infer<typeof writableSchema>;

function lineFields(line: z.infer<typeof lineSchema>): Partial<ScoroLine> {
  return {
    productId: line.product_id ?? 0,
    name: line.product_name ?? '',
    comment: line.comment ?? '',
    price: line.price,
    amount: line.amount,
    discount: line.discount ?? '0',
    unit: line.unit ?? '',
    vatCodeId: line.vat_code_id ?? null,
    financeAccountId: line.finance_account_id ?? null,
    projectId: line.project_id ?? 0,
  };
}

function documentFields(request: Writable): NewDocument {
  const given: [keyof NewDocument, unknown][] = [
    ['no', request.no === undefined ? undefined : String(request.no)],
    ['date', request.date],
    ['deadline', request.deadline],
    ['companyId', request.company_id],
    ['currency', request.currency],
    ['description', request.description],
    ['referenceNo', request.reference_no],
    ['creditedInvoices', request.credited_invoices],
    ['discounts', request.discount === undefined ? undefined : [request.discount, '0', '0']],
    ['lines', request.lines?.map(lineFields)],
  ];
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as NewDocument;
}

function readFields(request: Request): NewDocument {
  const parsed = writableSchema.safeParse(fieldsOf(request));
  if (parsed.success) return documentFields(parsed.data);
  const issue = parsed.error.issues[0];
  throw new ScoroError(
    `Field ${issue?.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} cannot be written` : `${issue?.path.join('.')} ${issue?.message}`}`,
  );
}

function modify(module: DocumentModule) {
  return (request: Request): Answer => {
    const { site } = request;
    const fields = readFields(request);
    if (request.id === 0) {
      const created = site.addDocument(module, { lines: [], ...fields, accountId: request.entity });
      return { data: writeWholeDocument(created, request) };
    }
    if (!site.state[module].some((document) => document.id === request.id && document.deleted === null)) throw missing[module];
    return { data: writeWholeDocument(site.changeDocument(module, request.id, fields), request) };
  };
}

/** The two modules say it differently, and only one with a telling code. */
const missing = { invoices: new ScoroError('Object not found', 404), bills: new ScoroError('Bill does not exist', 400) };

const wanted =
  (module: DocumentModule) =>
  ({ site, settings, body, entity }: Request): ScoroDocument[] =>
    site.state[module].filter(
      (document) => (settings.listsEveryEntity || document.accountId === entity) && (body.include_deleted === '1' || document.deleted === null),
    );

/** The module of invoices or of bills: both have the same shape. */
export function documents(module: DocumentModule): Module {
  return {
    list: (request) =>
      listOf(
        wanted(module),
        {
          id: { value: (row) => String(row.id) },
          no: { value: (row) => row.no },
          date: { value: (row) => row.date, range: true },
          modified_date: { value: (row) => row.modified, range: true },
          company_id: { value: (row) => String(row.companyId) },
          status: { value: (row) => statusOf(request.site.state, row) },
        },
        writeDocument,
      )(request),
    // A document of another entity is given too, with the entity it belongs to.
    view: viewOf(
      ({ site }) => site.state[module],
      (row) => row.id,
      writeWholeDocument,
      missing[module],
    ),
    modify: modify(module),
    delete: (request) => {
      if (!request.site.state[module].some((document) => document.id === request.id)) throw missing[module];
      request.site.changeDocument(module, request.id, { deleted: new Date(request.site.clock.now()).toISOString() });
      return { data: null };
    },
  };
}

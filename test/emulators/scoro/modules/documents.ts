import { z } from 'zod';
import { isDay } from '../../../../lib/model/dates';
import { parseDecimal } from '../../../../lib/model/decimal';
import { ScoroError } from '../envelope';
import type { NewDocument } from '../site';
import { statusOf } from '../sums';
import type { DocumentModule, ScoroDocument, ScoroLine } from '../types';
import { writeDocument, writeWholeDocument } from './document-wire';
import { listOf, parsedFields, viewOf, type Answer, type Module, type Request } from './module';

const day = z.string().refine(isDay, 'is not a date');
const decimal = z
  .union([z.string(), z.number()])
  .refine((value) => parseDecimal(value) !== null, 'is not a number')
  .transform((value) => parseDecimal(value) ?? '0');

/** Names on lines are given in replies alone: they are those of the product. */
const lineSchema = z.strictObject({
  product_id: z.number().optional(),
  comment: z.string().optional(),
  price: decimal,
  amount: decimal,
  discount: decimal.optional(),
  unit: z.string().optional(),
  vat_code_id: z.number().optional(),
  finance_account_id: z.number().optional(),
  project_id: z.number().optional(),
});

/** What modify may write; status and sums are Scoro's own. An invoice's number is a whole one, a bill's any text. */
const writable = {
  date: day.optional(),
  deadline: day.optional(),
  company_id: z.number().optional(),
  person_id: z.number().optional(),
  currency: z.string().length(3).optional(),
  description: z.string().optional(),
  reference_no: z.string().optional(),
  discount: decimal.optional(),
  credited_invoices: z.array(z.number()).optional(),
  lines: z.array(lineSchema).optional(),
};
const writableOf = {
  invoices: z.strictObject({ no: z.number('is not a whole number').int('is not a whole number').positive().optional(), ...writable }),
  bills: z.strictObject({ no: z.string().optional(), ...writable }),
} as const satisfies Record<DocumentModule, z.ZodType>;
type Writable = z.infer<(typeof writableOf)[DocumentModule]>;

function known(rows: readonly number[], given: number | undefined, what: string): void {
  if (given !== undefined && given !== 0 && !rows.includes(given)) throw new ScoroError(`${what} ${given} not found`);
}

/** What a document points to must be there, a company as a company and a person as a person. */
function checkReferences({ company_id, person_id, currency, credited_invoices, lines }: Writable, { site, settings }: Request): void {
  const { contacts, products, vatCodes, financeAccounts, projects, invoices } = site.state;
  const ofType = (type: 'company' | 'person') => contacts.filter((contact) => contact.type === type && !contact.deleted).map(({ contactId }) => contactId);
  known(ofType('company'), company_id, 'Company');
  known(ofType('person'), person_id, 'Person');
  if (currency !== undefined && !settings.activeCurrencies.includes(currency)) throw new ScoroError(`Currency ${currency} is not active`);
  for (const id of credited_invoices ?? []) known(invoices.map((invoice) => invoice.id), id, 'Invoice');
  for (const line of lines ?? []) {
    known(products.map(({ productId }) => productId), line.product_id, 'Product');
    known(vatCodes.filter(({ isActive }) => isActive).map(({ id }) => id), line.vat_code_id, 'VAT code');
    known(financeAccounts.filter(({ isActive }) => isActive).map(({ id }) => id), line.finance_account_id, 'Finance account');
    known(projects.map(({ id }) => id), line.project_id, 'Project');
  }
}

const lineFields =
  ({ site }: Request) =>
  (line: z.infer<typeof lineSchema>): Partial<ScoroLine> => ({
    productId: line.product_id ?? 0,
    name: site.state.products.find(({ productId }) => productId === line.product_id)?.name ?? '',
    comment: line.comment ?? '',
    price: line.price,
    amount: line.amount,
    discount: line.discount ?? '0',
    unit: line.unit ?? '',
    vatCodeId: line.vat_code_id ?? null,
    financeAccountId: line.finance_account_id ?? null,
    projectId: line.project_id ?? 0,
  });

function documentFields(fields: Writable, request: Request): NewDocument {
  // Whoever it is made out to, it is one of the two.
  const contact = fields.company_id ? { companyId: fields.company_id, personId: fields.person_id ?? 0 } : fields.person_id ? { companyId: 0, personId: fields.person_id } : {};
  const given: [keyof NewDocument, unknown][] = [
    ['no', fields.no === undefined ? undefined : String(fields.no)],
    ['date', fields.date],
    ['deadline', fields.deadline],
    ['currency', fields.currency],
    ['description', fields.description],
    ['referenceNo', fields.reference_no],
    ['creditedInvoices', fields.credited_invoices],
    ['discounts', fields.discount === undefined ? undefined : [fields.discount, '0', '0']],
    ['lines', fields.lines?.map(lineFields(request))],
  ];
  return { ...contact, ...(Object.fromEntries(given.filter(([, value]) => value !== undefined)) as NewDocument) };
}

function readFields(module: DocumentModule, request: Request): NewDocument {
  const fields: Writable = parsedFields(request, writableOf[module]);
  checkReferences(fields, request);
  return documentFields(fields, request);
}

const nextNumber = (invoices: readonly ScoroDocument[]): string => String(Math.max(0, ...invoices.map(({ no }) => Number(no)).filter(Number.isSafeInteger)) + 1);

/** Lines are given by view alone. */
function modify(module: DocumentModule) {
  return (request: Request): Answer => {
    const { site } = request;
    const fields = readFields(module, request);
    if (request.id === 0) {
      if (!fields.companyId && !fields.personId) throw new ScoroError('Field company_id is required');
      const no = module === 'bills' ? '' : nextNumber(site.state.invoices);
      const created = site.addDocument(module, { no, lines: [], deadline: null, ...fields, accountId: request.entity });
      return { data: writeDocument(created, request) };
    }
    if (!site.state[module].some((document) => document.id === request.id && document.deleted === null)) throw missing[module];
    return { data: writeDocument(site.changeDocument(module, request.id, fields), request) };
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
          person_id: { value: (row) => String(row.personId) },
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

import { minus, type Decimal } from '../../../../lib/model/decimal';
import { lineSpelling, spellingOf } from '../spelling';
import { grossOf, lineSum, netOf, openOf, paidOf, percentOfLine, statusOf, vatOf } from '../sums';
import type { ScoroDocument, ScoroLine, SiteState } from '../types';
import type { Request } from './module';

function nameOfContact({ contacts }: SiteState, id: number): string {
  const found = contacts.find((contact) => contact.contactId === id);
  return found ? `${found.name} ${found.lastname}`.trim() : '';
}

function taxOfLine(line: ScoroLine, { site, settings }: Request, decimal: (value: Decimal) => unknown): object {
  if (!settings.lineBasedTax) return {};
  const code = site.state.vatCodes.find((candidate) => candidate.id === line.vatCodeId);
  const percent = percentOfLine(site.state, line);
  return { vat: percent === null ? null : decimal(percent), vat_code_id: code?.id ?? 0, vat_code: code?.code ?? '' };
}

function accountOfLine(line: ScoroLine, { site, settings }: Request): object {
  if (!settings.financeAccounts) return {};
  const account = site.state.financeAccounts.find((candidate) => candidate.id === line.financeAccountId);
  return { finance_account_id: account?.id ?? null, finance_account_name: account?.name ?? null, finance_account_symbol: account?.symbol ?? null };
}

function writeLine(line: ScoroLine, document: ScoroDocument, request: Request): object {
  const { state } = request.site;
  const { decimal } = lineSpelling(document.module);
  const product = state.products.find((candidate) => candidate.productId === line.productId);
  const project = state.projects.find((candidate) => candidate.id === line.projectId);
  const invoiceOnly = document.module === 'invoices' ? { amount2: decimal('0'), cost: decimal('0'), supplier_id: 0, doer_id: 0, role_id: 0 } : {};
  return {
    id: line.id,
    product_id: line.productId,
    product_name: line.name,
    ...(request.settings.productCode ? { product_code: product?.code ?? '' } : {}),
    comment: line.comment,
    comment2: '',
    price: decimal(line.price),
    amount: decimal(line.amount),
    discount: decimal(line.discount),
    sum: decimal(lineSum(line)),
    unit: line.unit,
    project_id: line.projectId,
    project_name: project?.name ?? '',
    is_internal: false,
    custom_fields: [],
    ...taxOfLine(line, request, decimal),
    ...accountOfLine(line, request),
    ...invoiceOnly,
    ...line.spelt,
  };
}

/** Only where tax is not per line does the document itself have a rate. */
function taxOfDocument(document: ScoroDocument, { site, settings }: Request, decimal: (value: Decimal) => unknown): object {
  if (settings.lineBasedTax) return {};
  const code = site.state.vatCodes.find((candidate) => document.lines.some((line) => line.vatCodeId === candidate.id));
  return { vat: code ? decimal(code.percent) : null, vat_code_id: code?.id ?? 0, vat_code: code?.code ?? '' };
}

function paidOn(state: SiteState, document: ScoroDocument): string | undefined {
  if (statusOf(state, document) !== 'paid') return undefined;
  return state.receipts
    .filter((group) => group.salesDocType === document.module && group.receipts.some((receipt) => receipt.documentId === document.id))
    .at(-1)?.date;
}

function onlyOn(document: ScoroDocument, state: SiteState): object {
  const { decimal, yes, missingDate } = spellingOf(document.module);
  if (document.module === 'bills') {
    return {
      no: document.no,
      recognition_date: document.date,
      dateofpayment: paidOn(state, document) ?? missingDate,
      is_chargeable: yes(false),
      purchase_order_id: [],
    };
  }
  return {
    no: Number(document.no),
    is_sent: yes(document.isSent),
    paid_sum: decimal(paidOf(state, document)),
    receivable_sum: decimal(openOf(state, document)),
    payment_type: 'banktransfer',
    quote_id: [],
    order_id: [],
    prepayment_id: [],
  };
}

/** A document as lists give it: no lines, no custom fields, no gross amount. */
export function writeDocument(document: ScoroDocument, request: Request): object {
  const { state } = request.site;
  const { decimal, yes, missingDate } = spellingOf(document.module);
  const [discount, discount2, discount3] = document.discounts;
  return {
    id: document.id,
    ...onlyOn(document, state),
    date: document.date,
    deadline: document.deadline ?? missingDate,
    status: statusOf(state, document),
    currency: document.currency,
    currency_rate: decimal(document.currencyRate),
    company_id: document.companyId,
    company_name: nameOfContact(state, document.companyId),
    person_id: document.personId,
    person_name: nameOfContact(state, document.personId),
    project_id: document.projectId,
    account_id: document.accountId,
    owner_id: 1,
    description: document.description,
    reference_no: document.referenceNo,
    credited_invoices: document.creditedInvoices,
    discount: decimal(discount),
    discount2: decimal(discount2),
    discount3: decimal(discount3),
    sum: decimal(netOf(document)),
    vat_sum: decimal(vatOf(state, document)),
    ...taxOfDocument(document, request, decimal),
    modified_date: document.modified,
    created_date: document.created,
    is_deleted: yes(document.deleted !== null),
    deleted_date: document.deleted,
    lines: null,
    ...document.spelt,
  };
}

/** A document as `view` gives it. */
export function writeWholeDocument(document: ScoroDocument, request: Request): object {
  return { ...writeDocument(document, request), lines: document.lines.map((line) => writeLine(line, document, request)), custom_fields: [] };
}

/** What the page shows below the lines. */
export const totalsOf = (state: SiteState, document: ScoroDocument): { net: Decimal; vat: Decimal; gross: Decimal } => {
  const gross = grossOf(state, document);
  const net = netOf(document);
  return { net, vat: minus(gross, net), gross };
};

import { z } from 'zod';
import { isDay } from '../../../../lib/model/dates';
import { absolute, compareDecimals, isZero, isNegative, parseDecimal, sameDecimal, sum, type Decimal } from '../../../../lib/model/decimal';
import { moment } from '../clock';
import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import { openOf } from '../sums';
import type { DocumentModule, ScoroReceipt } from '../types';
import { fieldsOf, listOf, type Answer, type Module, type Request } from './module';

const types = z.enum(['invoices', 'bills', 'expenses']);
const amount = z.union([z.string(), z.number()]);

const groupSchema = z.strictObject({
  date: z.string(),
  contact_id: z.number().optional(),
  sum: amount,
  currency: z.string().length(3).optional(),
  sales_doc_type: types.default('invoices'),
  receipt_account_id: z.number().optional(),
  receipts: z.array(z.strictObject({ invoice_id: z.number(), sum: amount, date: z.string().optional(), sales_doc_type: types.optional() })).min(1),
});
type Group = z.infer<typeof groupSchema>;

function amountOf(value: string | number): Decimal {
  const read = parseDecimal(value);
  if (read === null || isZero(read)) throw new ScoroError('Sum is not valid');
  return read;
}

/** Refuses what cannot be settled: an unknown document, another currency, more than is open. */
function settled(request: Request, module: DocumentModule, group: Group, receipt: Group['receipts'][number]): Decimal {
  const { state } = request.site;
  const document = state[module].find((candidate) => candidate.id === receipt.invoice_id && candidate.deleted === null);
  if (!document) throw new ScoroError(`Document ${receipt.invoice_id} not found`, 404);
  if (group.currency !== undefined && group.currency !== document.currency) throw new ScoroError('Currency does not match the document');
  const paid = amountOf(receipt.sum);
  const open = openOf(state, document);
  const tooMuch = isNegative(paid) !== isNegative(open) || compareDecimals(absolute(paid), absolute(open)) > 0;
  if (tooMuch) throw new ScoroError('Receipt sum exceeds the open sum of the document');
  return paid;
}

function newReceipt(request: Request): ScoroReceipt {
  const parsed = groupSchema.safeParse(fieldsOf(request));
  if (!parsed.success) throw new ScoroError(`Receipt: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`);
  const group = parsed.data;
  if (!isDay(group.date)) throw new ScoroError('Date is not valid');
  const module = group.sales_doc_type;
  if (module === 'expenses') throw new ScoroError('Expense not found', 404);
  const { site } = request;
  const receipts = group.receipts.map((receipt) => ({
    receiptId: site.newId(),
    date: receipt.date ?? group.date,
    documentId: receipt.invoice_id,
    sum: settled(request, module, group, receipt),
  }));
  if (!sameDecimal(amountOf(group.sum), sum(receipts.map((receipt) => receipt.sum)))) throw new ScoroError('Sum does not match the receipts');
  const first = site.find(module, group.receipts[0]?.invoice_id ?? 0);
  return {
    id: site.newId(),
    date: group.date,
    contactId: group.contact_id ?? (first.companyId || first.personId),
    currency: first.currency,
    salesDocType: module,
    receiptAccountId: group.receipt_account_id ?? 1,
    receipts,
    modified: moment(site.clock.now()),
  };
}

function modify(request: Request): Answer {
  if (request.id !== 0) throw new ScoroError('Receipts cannot be changed here');
  const receipt = newReceipt(request);
  request.site.state.receipts.push(receipt);
  return { data: writeReceipt(receipt, request) };
}

function writeReceipt(group: ScoroReceipt, { site }: Request): object {
  const { decimal, yes } = spellingOf('receipts');
  const { contacts, invoices, bills } = site.state;
  const contactName = contacts.find((contact) => contact.contactId === group.contactId)?.name ?? '';
  const numberOf = (id: number) => [...invoices, ...bills].find((document) => document.id === id)?.no ?? '';
  return {
    id: group.id,
    date: group.date,
    contact_id: group.contactId,
    sum: decimal(sum(group.receipts.map((receipt) => receipt.sum))),
    currency: group.currency,
    sales_doc_type: group.salesDocType,
    receipt_account_id: group.receiptAccountId,
    receipts: group.receipts.map((receipt) => ({
      receipt_id: receipt.receiptId,
      date: receipt.date,
      invoice_id: receipt.documentId,
      invoice_no: numberOf(receipt.documentId),
      prepayment_id: 0,
      sum: decimal(receipt.sum),
      sales_doc_type: group.salesDocType,
      contact_id: group.contactId,
      contact_name: contactName,
    })),
    modified_date: group.modified,
    is_deleted: yes(false),
    deleted_date: null,
  };
}

/** Receipt groups. There is no view; a document turns paid by itself once nothing of it is open. */
export const receipts: Module = {
  list: listOf(
    ({ site }) => site.state.receipts,
    {
      id: { value: (row) => String(row.id) },
      sales_doc_type: { value: (row) => row.salesDocType },
      date: { value: (row) => row.date, range: true },
      modified_date: { value: (row) => row.modified, range: true },
    },
    writeReceipt,
  ),
  modify,
};

export const receiptAccounts: Module = {
  list: listOf(
    () => [{ id: 1, name: 'Bank', type: 'bank' }],
    {},
    (row) => row,
  ),
};

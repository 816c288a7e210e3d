import { touch } from '../booking/terms';
import type { Company } from '../company';
import { payments, receivables } from '../fields/cashflow';
import { payablesList, receivablesList } from '../fields/financial';
import { sibling, words } from '../fields/table';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { amountText, big, type Row } from '../values';

const ofType = (lineType: number) => ({ company }: Scope): Row[] => company.terms.filter((term) => term['LineType'] === lineType);

function update(scope: Scope, term: Row, values: Row): void {
  Object.assign(term, values);
  touch(scope, term);
}

/** One row per open term, its amount as people read it: positive for an invoice. */
function openItems(company: Company, lineType: number): Row[] {
  return company.terms
    .filter((term) => term['LineType'] === lineType && !term['IsFullyPaid'])
    .map((term) => ({
      HID: term['HID'], Id: term['ID'], AccountId: term['Account'], AccountCode: term['AccountCode'], AccountName: term['AccountName'],
      Amount: amountText(big(term['AmountFC']).times(lineType === 20 ? -1 : 1)), AmountInTransit: '0', CurrencyCode: term['Currency'], Description: term['Description'],
      DueDate: term['DueDate'], InvoiceDate: term['InvoiceDate'], InvoiceNumber: term['InvoiceNumber'], EntryNumber: term['EntryNumber'], JournalCode: term['Journal'],
      JournalDescription: term['JournalDescription'], YourRef: term['YourRef'], ApprovalStatus: term['ApprovalStatus'],
    }));
}

const receivableFilters = words('Account Document EndDate EndToEndID EntryDate EntryID GLAccount ID InvoiceDate InvoiceNumber Source Status TransactionID TransactionType');
const paymentFilters = words('Account AccountBankAccountID AccountContact BankAccountID Document EndDate EntryDate EntryID GLAccount ID InvoiceDate InvoiceNumber Source Status TransactionID TransactionType');

export const cashflowResources: Resource[] = [
  { table: receivables, rows: ofType(20), needsSelect: true, update: (scope, row, { values }) => update(scope, row, values) },
  { table: payments, rows: ofType(22), needsSelect: true, update: (scope, row, { values }) => update(scope, row, values) },
  { table: sibling(receivables, 'bulk/Cashflow/Receivables'), rows: ofType(20), needsSelect: true, onlyFilters: receivableFilters },
  { table: sibling(payments, 'bulk/Cashflow/Payments'), rows: ofType(22), needsSelect: true, onlyFilters: paymentFilters },
  { table: receivablesList, rows: ({ company }) => openItems(company, 20) },
  { table: payablesList, rows: ({ company }) => openItems(company, 22) },
];

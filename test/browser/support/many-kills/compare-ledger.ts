import { account as accounts, type ScoroDocument, type ScoroLine } from '../../../emulators/scoro';
import { grossOf, lineSum, netOf, vatOf } from '../../../emulators/scoro/sums';
import { absolute, compareDecimals, isZero, minus, percentOf, sum, type Decimal } from '../../../../lib/model/decimal';
import type { ExactOnline } from '../../../emulators/exact-online';
import { amount, Differences, text } from './differences';
import type { Relations } from './relations';
import type { Site } from './scene';

type Company = ReturnType<ExactOnline['company']>;
type Row = Company['salesEntries'][number];

const day = (value: unknown): string => new Date(Number(value)).toISOString().slice(0, 10);

/** What one kind of document is in the ledger. */
const sides = {
  invoices: { entries: 'salesEntries', lines: 'salesEntryLines', contact: 'Customer', number: 'InvoiceNumber', types: [20, 21] },
  bills: { entries: 'purchaseEntries', lines: 'purchaseEntryLines', contact: 'Supplier', number: 'YourRef', types: [30, 31] },
} as const;

const symbols = new Map<number | null, string>([[accounts.sales, '8000'], [accounts.salesOther, '8010'], [accounts.costs, '4000']]);

const without = (whole: Decimal, percent: Decimal): Decimal => minus(whole, percentOf(whole, percent));

function compareLine(found: Row, line: ScoroLine, document: ScoroDocument, site: Site, differences: Differences): void {
  const wanted = document.discounts.reduce(without, lineSum(line));
  // A discount on the whole is spread over the lines; which of them gets the last cent is for the sender to say, the sum is not.
  const tolerance = document.discounts.every(isZero) ? '0' : '0.01';
  if (compareDecimals(absolute(minus(amount(found['AmountFC']), wanted)), tolerance) > 0) differences.sameAmount('line', found['AmountFC'], wanted);
  differences.same('account', text(found['GLAccountCode']), symbols.get(line.financeAccountId));
  differences.same('VAT code', text(found['VATCode']), site.scoro.vatCodes.find(({ id }) => id === line.vatCodeId)?.code);
}

function compareEntry(company: Company, site: Site, relations: Relations, document: ScoroDocument, entry: Row): string[] {
  const side = sides[document.module];
  const state = site.scoro.site.state;
  const differences = new Differences(document.no);
  const contact = [...relations.customers, ...relations.suppliers].find(({ id }) => id === document.companyId);
  const gross = grossOf(state, document);
  differences.same('contact', company.accounts.find((row) => row['ID'] === entry[side.contact])?.['Name'], contact?.ledgerName);
  differences.same('date', day(entry['EntryDate']), document.date);
  differences.same('due date', day(entry['DueDate']), document.deadline);
  differences.same('currency', text(entry['Currency']), document.currency);
  differences.same('reference', text(entry['YourRef']), document.no);
  differences.same('kind', entry['Type'], side.types[compareDecimals(gross, '0') < 0 ? 1 : 0]);
  differences.sameAmount('total', entry['AmountFC'], gross);
  differences.sameAmount('VAT', entry['VATAmountFC'], vatOf(state, document));

  const lines = company[side.lines].filter((line) => line['EntryID'] === entry['EntryID']).sort((a, b) => Number(a['LineNumber']) - Number(b['LineNumber']));
  differences.same('number of lines', lines.length, document.lines.length);
  differences.sameAmount('sum of lines', sum(lines.map((line) => amount(line['AmountFC']))), netOf(document));
  document.lines.forEach((line, index) => compareLine(lines[index] ?? {}, line, document, site, differences));
  return differences.list;
}

/** The entries that a document became: exactly one is right. */
export function entriesOf(exact: ExactOnline, site: Site, document: ScoroDocument): Row[] {
  const side = sides[document.module];
  return exact.company(site.company)[side.entries].filter((entry) => text(entry[side.number]) === document.no);
}

/** Every document of a site against what it became in the ledger; then whether there is anything else. Empty when all is as it has to be. */
export function compareLedger(exact: ExactOnline, site: Site, relations: Relations): string[] {
  const company = exact.company(site.company);
  const documents = [...site.scoro.invoices, ...site.scoro.bills];
  const differences = documents.flatMap((document) => {
    const found = entriesOf(exact, site, document);
    const [entry] = found;
    if (!entry || found.length > 1) return [`${document.no}: ${found.length} entries`];
    return compareEntry(company, site, relations, document, entry);
  });
  const whole = new Differences(site.connection);
  whole.same('sales entries', company.salesEntries.length, site.scoro.invoices.length);
  whole.same('purchase entries', company.purchaseEntries.length, site.scoro.bills.length);
  whole.same('lines', company.salesEntryLines.length + company.purchaseEntryLines.length, documents.reduce((count, { lines }) => count + lines.length, 0));
  whole.same('receipts', site.scoro.receipts.length, 0);
  return [...differences, ...whole.list];
}

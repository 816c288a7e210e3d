import type { Company, CompanyPreferences } from './company';
import { addEmployee } from './entities/parties';
import { revise } from './entities/write';
import { seedProject } from './seed/parties';
import { big, folded, list, text, type Fields, type QboRecord } from './values';

/** What happens in QuickBooks besides our calls: somebody at work in its web pages. Days are text; amounts are decimal text. */
export interface BooksHelpers {
  invoices(): QboRecord[];
  bills(): QboRecord[];
  record(entity: string, id: string): QboRecord;
  /** By DisplayName or Name, whatever the case. */
  byName(entity: string, name: string): QboRecord;
  byNumber(entity: string, docNumber: string): QboRecord;
  /** An account by its number. */
  account(number: string): QboRecord;
  addCustomer(fields: Fields): QboRecord;
  addVendor(fields: Fields): QboRecord;
  addItem(fields: Fields): QboRecord;
  addEmployee(name: string): QboRecord;
  /** Answers the project's own id. */
  addProject(name: string, customerId: string): string;
  payInvoice(id: string, amount: string, date: string): QboRecord;
  payBill(id: string, amount: string, date: string): QboRecord;
  /** Settles an invoice with a credit memo, or a bill with a vendor credit, as far as the smaller goes. */
  applyCredit(id: string, creditId: string, date: string): QboRecord;
  /** A payment that is deposited cannot be changed through the API any more. */
  deposit(paymentId: string): void;
  /** Changes these fields and leaves the others. */
  edit(entity: string, id: string, change: Fields): QboRecord;
  /** The first line unless another is named, by its place; `change` may name fields of the line and of its detail. */
  editLine(entity: string, id: string, change: Fields, place?: number): QboRecord;
  remove(entity: string, id: string): void;
  voidInvoice(id: string): QboRecord;
  deactivate(entity: string, id: string): QboRecord;
  reactivate(entity: string, id: string): QboRecord;
  /** A tax code is no longer offered. */
  retireTaxCode(name: string): void;
  /** '' opens them again. */
  closeBooks(date: string, password?: boolean): void;
  prefer(change: Partial<CompanyPreferences>): void;
  lapse(isLapsed?: boolean): void;
}

export function booksHelpers(company: Company): BooksHelpers {
  const { books } = company;

  function stored(entity: string, id: string): QboRecord {
    const found = books.find(entity, id);
    if (!found) throw new Error(`There is no ${entity} ${id}`);
    return found;
  }
  const first = (what: string, found: QboRecord | undefined): QboRecord => {
    if (!found) throw new Error(`There is no ${what}`);
    return found;
  };
  const edit = (entity: string, id: string, change: Fields) => revise(books, entity, stored(entity, id), change);
  const party = (entity: 'Customer' | 'Vendor', fields: Fields) =>
    company.create(entity, { ...(books.preferences.multiCurrency ? { CurrencyRef: { value: books.options.homeCurrency } } : {}), ...fields });
  const account = (fits: (row: QboRecord) => boolean) => first('such account', books.list('Account').find(fits));

  /** A payment in the document's own currency and at its rate. */
  function pay(document: QboRecord, side: 'Invoice' | 'Bill', total: string, date: string, lines: Fields[]): QboRecord {
    const money = books.preferences.multiCurrency ? { CurrencyRef: document['CurrencyRef'], ExchangeRate: document['ExchangeRate'] } : {};
    const base = { ...money, TotalAmt: big(total).toNumber(), TxnDate: date, Line: lines };
    if (side === 'Invoice') return company.create('Payment', { ...base, CustomerRef: document['CustomerRef'] });
    const bank = account((row) => row['AccountType'] === 'Bank');
    return company.create('BillPayment', { ...base, VendorRef: document['VendorRef'], PayType: 'Check', CheckPayment: { BankAccountRef: { value: bank.Id } } });
  }
  const line = (amount: string, TxnType: string, TxnId: string): Fields => ({ Amount: big(amount).toNumber(), LinkedTxn: [{ TxnId, TxnType }] });

  return {
    invoices: () => company.all('Invoice'),
    bills: () => company.all('Bill'),
    record: (entity, id) => company.read(entity, id),
    byName: (entity, name) => first(`${entity} ${name}`, company.all(entity).find((row) => folded(row['DisplayName'] ?? row['Name']) === folded(name))),
    byNumber: (entity, docNumber) => first(`${entity} ${docNumber}`, company.all(entity).find((row) => row['DocNumber'] === docNumber)),
    account: (number) => account((row) => row['AcctNum'] === number),
    addCustomer: (fields) => party('Customer', fields),
    addVendor: (fields) => party('Vendor', fields),
    addItem: (fields) => company.create('Item', { Type: 'Service', IncomeAccountRef: { value: account((row) => row['AccountType'] === 'Income').Id }, ...fields }),
    addEmployee: (name) => addEmployee(books, name),
    addProject(name, customerId) {
      const id = String(39298100 + books.projects.size);
      seedProject(books, id, name, customerId);
      return id;
    },
    payInvoice: (id, amount, date) => pay(stored('Invoice', id), 'Invoice', amount, date, [line(amount, 'Invoice', id)]),
    payBill: (id, amount, date) => pay(stored('Bill', id), 'Bill', amount, date, [line(amount, 'Bill', id)]),
    applyCredit(id, creditId, date) {
      const side = books.find('Invoice', id) ? 'Invoice' : 'Bill';
      const credit = side === 'Invoice' ? 'CreditMemo' : 'VendorCredit';
      const document = stored(side, id);
      const [open, left] = [big(document['Balance']), big(stored(credit, creditId)['Balance'])];
      const amount = (open.lt(left) ? open : left).toFixed();
      return pay(document, side, '0', date, [line(amount, side, id), line(amount, credit, creditId)]);
    },
    deposit: (paymentId) => void books.deposited.add(paymentId),
    edit,
    editLine(entity, id, change, place = 0) {
      const lines = list(stored(entity, id)['Line']);
      const target = lines[place];
      if (!target) throw new Error(`${entity} ${id} has no line ${place}`);
      const detailKey = text(target['DetailType']);
      const own = ['Description', 'Amount', 'ProjectRef', 'DetailType'];
      const ofLine = Object.fromEntries(Object.entries(change).filter(([name]) => own.includes(name)));
      const ofDetail = Object.fromEntries(Object.entries(change).filter(([name]) => !own.includes(name)));
      const edited = { ...target, ...ofLine, [detailKey]: { ...(target[detailKey] as Fields), ...ofDetail } };
      return edit(entity, id, { Line: lines.with(place, edited) });
    },
    remove(entity, id) {
      company.remove(entity, { Id: id, SyncToken: stored(entity, id).SyncToken });
    },
    voidInvoice: (id) => company.void('Invoice', { Id: id, SyncToken: stored('Invoice', id).SyncToken }),
    deactivate: (entity, id) => edit(entity, id, { Active: false }),
    reactivate: (entity, id) => edit(entity, id, { Active: true }),
    retireTaxCode(name) {
      const code = first(`tax code ${name}`, books.list('TaxCode').find((row) => row['Name'] === name));
      books.replace('TaxCode', code.Id, { ...code, Active: false });
    },
    closeBooks: (date, password = false) => void Object.assign(books.preferences, { bookCloseDate: date, bookClosePassword: password }),
    prefer: (change) => void Object.assign(books.preferences, change),
    lapse: (isLapsed = true) => void (books.subscriptionLapsed = isLapsed),
  };
}

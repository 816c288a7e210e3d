import type { Books } from '../entities/books';
import { addEmployee } from '../entities/parties';
import { createRecord, revise } from '../entities/write';
import type { Fields } from '../values';

const inCurrency = (books: Books, value: string): Fields => (books.preferences.multiCurrency ? { CurrencyRef: { value } } : {});

/** Customers, vendors and an employee; some are known to the app the documents come from under the same name. */
export function seedParties(books: Books): void {
  const home = inCurrency(books, books.options.homeCurrency);
  const customer = (DisplayName: string, more: Fields = {}) => createRecord(books, 'Customer', { DisplayName, CompanyName: DisplayName, ...home, ...more });
  const vendor = (DisplayName: string, more: Fields = {}) => createRecord(books, 'Vendor', { DisplayName, CompanyName: DisplayName, ...home, ...more });
  const brewery = customer('Brouwerij De Linde', {
    PrimaryEmailAddr: { Address: 'factuur@delinde.example' }, PrimaryTaxIdentifier: 'NL001234567B01', BillAddr: { Line1: 'Lindelaan 2', City: 'Utrecht', PostalCode: '3512 AB', Country: 'NL' },
  });
  customer("O'Brien & Sons", books.preferences.multiCurrency ? inCurrency(books, 'GBP') : {});
  createRecord(books, 'Customer', { GivenName: 'Maeve', FamilyName: 'Byrne', ...home });
  vendor('Papierhandel Smit', { TaxIdentifier: 'NL003456789B01' });
  vendor('Groene Stroom Nederland');
  vendor('Dublin Cleaning', { AcctNum: 'C-118' });
  const old = customer('Closed Shop');
  const before = books.find('Customer', old.Id);
  if (before) revise(books, 'Customer', before, { Active: false });
  addEmployee(books, 'Jan Peeters');
  if (books.preferences.projects) for (const [id, name] of [['39298034', 'Website'], ['39298035', 'Maintenance']] as const) seedProject(books, id, name, brewery.Id);
}

/** A project and its shadow below a customer, which the API cannot make. */
export function seedProject(books: Books, projectId: string, name: string, customerId: string): string {
  const shadow = createRecord(books, 'Customer', { DisplayName: name, Job: true, ParentRef: { value: customerId }, ...inCurrency(books, books.options.homeCurrency) });
  const record = books.find('Customer', shadow.Id);
  if (record) books.overwrite('Customer', { ...record, IsProject: true });
  books.projects.set(projectId, shadow.Id);
  return shadow.Id;
}

import type { Books } from '../entities/books';
import { createRecord, revise } from '../entities/write';

/** Products and services: one with the app's own code, one that is only bought, one that is gone. */
export function seedItems(books: Books): void {
  const account = (number: string) => ({ value: books.list('Account').find((row) => row['AcctNum'] === number)?.Id ?? '' });
  const sold = { IncomeAccountRef: account('8000'), ExpenseAccountRef: account('7010') };
  createRecord(books, 'Item', { Name: 'Consulting', Sku: 'CONS', Type: 'Service', Description: 'By the hour', UnitPrice: 95, Taxable: true, ...sold });
  createRecord(books, 'Item', { Name: 'Handbook', Sku: 'BOOK', Type: 'NonInventory', UnitPrice: 24, Taxable: true, IncomeAccountRef: account('8010'), ExpenseAccountRef: account('7000') });
  createRecord(books, 'Item', { Name: 'Printer paper', Sku: 'PAPER', Type: 'NonInventory', PurchaseCost: 4.5, ExpenseAccountRef: account('4010') });
  const old = createRecord(books, 'Item', { Name: 'Fax service', Type: 'Service', ...sold });
  const before = books.find('Item', old.Id);
  if (before) revise(books, 'Item', before, { Active: false });
}

import { contacts } from './contacts';
import { documents } from './documents';
import type { Module } from './module';
import { bookmarks, companyAccount, projects, statuses, users } from './organisation';
import { productGroups, products } from './products';
import { receiptAccounts, receipts } from './receipts';
import { financeAccounts, vatCodes } from './reference';

/** Every module of the API by the name its address has. */
export const allModules = (entities: readonly string[]): Record<string, Module> => ({
  invoices: documents('invoices'),
  bills: documents('bills'),
  contacts,
  products,
  productGroups,
  vatCodes,
  financeAccounts,
  receipts,
  receiptAccounts,
  users: users(entities),
  companyAccount: companyAccount(entities),
  statuses,
  projects,
  bookmarks,
});

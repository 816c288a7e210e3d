import { expect } from 'vitest';
import type { QboRecord } from '../emulators/quickbooks-online/values';
import { account, contact, product, vat } from '../emulators/scoro';
import type { JobRow } from '../../lib/storage/rows';
import type { QuickBooksWorld } from './quickbooks';

/** Documents of the host for tests with QuickBooks Online, and what became of them there. */

type NewDocument = Parameters<QuickBooksWorld['scoro']['addInvoice']>[0];

let number = 20_290_000;
const next = (): string => String((number += 1));
export const lastNumber = (): string => String(number);

export const line = { productId: product.consulting, name: 'Consulting', unit: 'hour', amount: '1', price: '100', vatCodeId: vat.high, financeAccountId: account.sales };
export const costLine = { ...line, productId: 0, name: 'Paper', vatCodeId: vat.inputHigh, financeAccountId: account.costs };

/** An invoice of a customer and with a product that the ledger knows. */
export const addInvoice = (world: QuickBooksWorld, more: NewDocument = {}): number =>
  world.scoro.addInvoice({ no: next(), date: '2026-11-10', deadline: '2026-12-10', companyId: contact.brewery, lines: [line], ...more }).id;

/** A bill of a supplier that the ledger knows. */
export const addBill = (world: QuickBooksWorld, more: NewDocument = {}): number =>
  world.scoro.addBill({ no: `B-${next()}`, date: '2026-11-10', deadline: '2026-12-10', companyId: contact.paper, lines: [costLine], ...more }).id;

export const codesOf = async (world: QuickBooksWorld, id: number, kind: 'invoice' | 'bill' = 'invoice'): Promise<string[]> => (await world.job(kind, id)).problems.map(({ code }) => code);

/** The record made last. */
export function lastOf(world: QuickBooksWorld, entity: string): QboRecord {
  const found = world.all(entity).at(-1);
  if (!found) throw new Error(`There is no ${entity}`);
  return found;
}

/** Sends and expects it to have gone well. */
export async function sent(world: QuickBooksWorld, id: number, kind: 'invoice' | 'bill' = 'invoice'): Promise<JobRow> {
  const job = await world.run(kind, id);
  expect(job.problems.map(({ message }) => message)).toEqual([]);
  expect(job.state).toBe('done');
  return job;
}

type Detail = Record<string, unknown>;

/** What the lines say beside their amounts; subtotals are left out. */
export const detailsOf = (record: QboRecord): Detail[] =>
  (record['Line'] as Detail[]).flatMap((one): Detail[] => {
    const detail = one['SalesItemLineDetail'] ?? one['AccountBasedExpenseLineDetail'] ?? one['ItemBasedExpenseLineDetail'];
    return detail ? [detail as Detail] : [];
  });

import type { Page } from 'playwright';
import { sum, times } from '../lib/model/decimal';
import { account, contact, product, vat, type ScoroEmulator } from '../test/emulators/scoro';
import { bookedAs, requestsTo, type Kind } from '../test/support/ledgers';
import type { Stage } from '../test/browser/support/stage';

/** A document in the host, and what it must come to in the ledger. */
interface Planned {
  kind: Kind;
  number: string;
  gross: string;
}

const customers = [contact.acme, contact.bakery, contact.brewery] as const;
const suppliers = [contact.printer, contact.energy, contact.paper] as const;
const rate = '1.21';

/** Three invoices for each bill, some of them credit notes, each of another amount. */
export function addDocuments(scoro: ScoroEmulator, count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const isBill = index % 4 === 3;
    const isCredit = index % 25 === 24;
    // Whole euros: their tax comes out to the cent, so that what they must come to needs no reckoning of ours.
    const price = String((isCredit ? -1 : 1) * 100 * (index + 1));
    const shared = { no: isBill ? `INK-${index + 1}/26` : String(20_300_001 + index), date: '2026-11-10', deadline: '2026-12-10' };
    const line = { name: `Work ${index + 1}`, amount: '1', price };
    if (isBill) scoro.addBill({ ...shared, companyId: suppliers[index % 3] ?? contact.printer, lines: [{ ...line, productId: 0, vatCodeId: vat.inputHigh, financeAccountId: account.costs }] });
    else scoro.addInvoice({ ...shared, companyId: customers[index % 3] ?? contact.acme, lines: [{ ...line, unit: 'hour', productId: product.consulting, vatCodeId: vat.high, financeAccountId: account.sales }] });
    return { kind: isBill ? 'bill' : 'invoice', number: shared.no, gross: times(price, rate) };
  });
}

/** Why what the ledger holds is not what was sent; empty when each is there once, with its total. */
export function comparison({ ledger }: Pick<Stage, 'ledger'>, planned: readonly Planned[]): string[] {
  return planned.flatMap(({ kind, number, gross }) => {
    const found = bookedAs(ledger, kind, number);
    const [only] = found;
    if (!only || found.length > 1) return [`${kind} ${number} is there ${found.length} times`];
    return Number(only.gross) === Number(gross) ? [] : [`${kind} ${number} comes to ${only.gross} instead of ${gross}`];
  });
}

const every = 5_000;
const longest = 20 * 60_000;

/** Waits until all are booked, and says now and then how far it has come, in the words of the page. */
export async function follow(stage: Stage, page: Page, count: number, say: (line: string) => void, picture: (name: string) => Promise<unknown>): Promise<void> {
  const started = Date.now();
  const bar = page.getByRole('region', { name: /acme/ }).getByRole('progressbar');
  let pictured = false;
  for (;;) {
    const booked = stage.ledger.documents().length;
    const words = await bar.first().getAttribute('aria-valuetext', { timeout: 500 }).catch(() => null);
    say(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${String(booked).padStart(String(count).length)} of ${count} booked${words ? `  (${words})` : ''}`);
    if (!pictured && booked >= count / 3 && booked < count) {
      pictured = true;
      await picture('under-way');
    }
    if (booked >= count && words === null) return;
    if (Date.now() - started > longest) throw new Error(`Only ${booked} of ${count} were booked in ${longest / 60_000} minutes`);
    await page.waitForTimeout(every);
  }
}

/** Requests the ledger was sent from the n-th on: all of them, and those that booked several documents each. */
export function callsSince({ ledger }: Stage, first: number): { calls: number; together: number } {
  const { seen } = ledger.emulator;
  const { bulk } = ledger.requests;
  return { calls: seen.length - first, together: bulk ? requestsTo(ledger, bulk).length : 0 };
}

export const totalOf = (planned: readonly Planned[]): string => sum(planned.map(({ gross }) => gross));

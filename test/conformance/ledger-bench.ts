import type { Booking, ItemDefaults, Ledger, LedgerCompany, LedgerConfig, NaturalKey } from '../../lib/ledgers/ledger';
import { negate } from '../../lib/model/decimal';
import type { Call } from '../../lib/net/call';
import type { ManualClock } from '../emulators/core/emulator';
import type { Faults } from '../emulators/core/faults';

/** One ledger with its emulator, fresh for each test. */
export interface LedgerBench {
  ledger: Ledger;
  config: LedgerConfig;
  clock: ManualClock;
  call: Call;
  /** Every request that arrived, oldest first. */
  calls: unknown[];
  faults: Faults;
  /** Part of the address that creates documents. */
  createUrl: string;
  /** Part of the address that creates several at once; null where there is no such way. */
  bulkUrl: string | null;
  /** Origin of the pages people look at. */
  pages: string;
  /** Currencies the company books in. */
  currencies: readonly string[];
  /** What a new item needs besides its product. */
  itemDefaults: ItemDefaults;
  /** A booking the ledger must take: 100.00 net on one line, with tax. */
  booking(kind: 'invoice' | 'bill', number: string): Booking;
  pay(documentId: string, amount: string, day: string): void;
  remove(documentId: string): void;
  /** Everything the ledger holds, as text. */
  held(): string;
  /** A booking the ledger must refuse with a reason. */
  refused(kind: 'invoice' | 'bill', number: string): Booking;
}

/** The company as it is opened once its reference data was read: with what that said of it. */
export async function opened<Bench extends LedgerBench>(makeBench: () => Bench): Promise<{ bench: Bench; company: LedgerCompany }> {
  const bench = makeBench();
  const { traits } = await bench.ledger.open(bench.call, bench.config).readReference();
  if (traits) bench.config = { ...bench.config, traits };
  return { bench, company: bench.ledger.open(bench.call, bench.config) };
}

export const keyOf = ({ kind, number, contact, journal, date, gross, currency }: Booking): NaturalKey => ({ kind, number, contact, journal, date, gross, currency });

/** The same as a credit note: its amounts are negative. */
export const credited = (booking: Booking): Booking => ({
  ...booking, credit: true, net: negate(booking.net), tax: negate(booking.tax), gross: negate(booking.gross),
  lines: booking.lines.map((line) => ({ ...line, net: negate(line.net), quantity: negate(line.quantity) })),
});

import { exactOnline } from '../../../../../lib/ledgers/exact-online';
import type { Booking, BookingLine, LedgerCompany, LedgerConfig } from '../../../../../lib/ledgers/ledger';
import { percentOf, plus, roundTo, sum } from '../../../../../lib/model/decimal';
import { callTo } from '../../../../conformance/support';
import { ManualClock } from '../../../../emulators/core/emulator';
import { createExactOnline, testClient, type ExactOnline } from '../../../../emulators/exact-online';

export const rates: Readonly<Record<string, string>> = { '2': '21', '1': '9', '5': '21', '6': '9', '0': '0', '9': '0' };

export interface XmlBench {
  exact: ExactOnline;
  clock: ManualClock;
  config: LedgerConfig;
  company: LedgerCompany;
  id(...of: Parameters<ExactOnline['byCode']>): string;
  /** Endpoints that were called, oldest first. */
  calls(): string[];
}

/** A company whose reference data was read, on a clock that stands still. */
export async function xmlBench(options: Parameters<typeof createExactOnline>[0] = {}, prepare: (exact: ExactOnline) => void = () => undefined): Promise<XmlBench> {
  const clock = new ManualClock(Date.parse('2026-11-10T10:00:00Z'));
  const exact = createExactOnline({ clock, limits: { perMinute: 1_000_000, perDay: 1_000_000 }, ...options });
  prepare(exact);
  const call = callTo(exact, { authorization: `Bearer ${exact.accessToken()}` });
  const plain: LedgerConfig = { system: 'exact-online', country: 'nl', clientId: testClient.clientId, company: '123456' };
  const { traits } = await exactOnline.open(call, plain).readReference();
  if (!traits) throw new Error('Nothing was read of the company');
  const config = { ...plain, traits };
  exact.seen.length = 0;
  return {
    exact, clock, config, company: exactOnline.open(call, config),
    id: (...of) => String(exact.byCode(...of)['ID']),
    calls: () => exact.seen.map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/^\/(api\/v1\/\d+\/)?/, '')}`),
  };
}

export const lineOf = ({ id }: Pick<XmlBench, 'id'>, kind: Booking['kind'], change: Partial<BookingLine> = {}): BookingLine => {
  const account = kind === 'invoice' ? '8010' : '4010';
  const taxCode = change.taxCode === undefined ? (kind === 'invoice' ? '2' : '5') : change.taxCode;
  return {
    description: 'Work', account: id('glAccounts', account), accountCode: account, taxCode, taxPercentage: rates[taxCode ?? ''] ?? null, taxRates: [], quantity: '1', unitPrice: '100', net: '100', tax: null,
    item: null, unit: null, costCentre: null, costUnit: null, project: null, class: null, ...change,
  };
};

/** A booking whose totals are those of its lines. */
export function bookingOf(bench: Pick<XmlBench, 'id'>, change: Partial<Booking> = {}, lines?: readonly BookingLine[]): Booking {
  const { kind = 'invoice' } = change;
  const all = [...(lines ?? [lineOf(bench, kind)])];
  const net = sum(all.map((line) => line.net));
  const tax = sum(all.map((line) => line.tax ?? roundTo(percentOf(line.net, line.taxPercentage ?? '0'))));
  return {
    kind, credit: false, number: '20261001', date: '2026-11-03', dueDate: '2026-12-03', currency: 'EUR', journal: kind === 'invoice' ? '70' : '60', contact: bench.id('accounts', kind === 'invoice' ? '1' : '4'),
    paymentTerm: null, description: 'Work of October', paymentReference: '', net, tax, gross: plus(net, tax), lines: all, ...change,
  };
}

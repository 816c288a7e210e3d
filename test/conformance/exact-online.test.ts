import { exactOnline } from '../../lib/ledgers/exact-online';
import type { Booking } from '../../lib/ledgers/ledger';
import { ManualClock } from '../emulators/core/emulator';
import { createExactOnline, testClient } from '../emulators/exact-online';
import type { XmlBehaviour } from '../emulators/exact-online/xml/answer';
import { ledgerChangesConformance, type ChangesBench } from './ledger-changes';
import { ledgerConformance } from './ledger-conformance';
import { ledgerCreatesConformance } from './ledger-creates';
import { ledgerMastersConformance } from './ledger-masters';
import { callTo } from './support';

const benchWith = (xml: Partial<XmlBehaviour> = {}) => (): ChangesBench => {
  const clock = new ManualClock(Date.parse('2026-11-10T10:00:00Z'));
  const exact = createExactOnline({ clock, xml });
  const idOf = (...of: Parameters<typeof exact.byCode>) => String(exact.byCode(...of)['ID']);
  const booking = (kind: 'invoice' | 'bill', number: string): Booking => {
    const sale = kind === 'invoice';
    return {
      kind, number, credit: false, date: '2026-11-03', dueDate: '2026-12-03', currency: 'EUR', journal: sale ? '70' : '60',
      contact: idOf('accounts', sale ? '1' : '4'), paymentTerm: null, description: 'Work', paymentReference: '', net: '100', tax: '21', gross: '121',
      lines: [
        {
          description: 'Work', account: idOf('glAccounts', sale ? '8010' : '4010'), accountCode: sale ? '8010' : '4010', taxCode: sale ? '2' : '5', taxPercentage: '21', taxRates: [], quantity: '1', unitPrice: '100', net: '100', tax: null,
          item: null, unit: null, costCentre: null, costUnit: null, project: null, class: null,
        },
      ],
    };
  };
  return {
    ledger: exactOnline,
    config: { system: 'exact-online', country: 'nl', clientId: testClient.clientId, company: '123456' },
    clock,
    // A minute's budget is not what is tested here.
    call: callTo(exact, { authorization: `Bearer ${exact.accessToken()}` }, () => clock.advance(1100)),
    calls: exact.seen,
    faults: exact.faults,
    createUrl: 'salesentry/SalesEntries',
    bulkUrl: '/docs/XMLUpload.aspx',
    pages: 'https://start.exactonline.nl',
    currencies: ['EUR', 'USD'],
    itemDefaults: { unit: 'pc', itemGroup: idOf('itemGroups', 'ADV'), revenueAccount: idOf('glAccounts', '8000'), costAccount: idOf('glAccounts', '7010') },
    booking,
    pay: (id, amount, day) => exact.bookPayment(id, amount, day),
    remove: (id) => exact.deleteEntry(id),
    held: () => JSON.stringify(exact.company().accounts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    refused: (kind, number) => ({ ...booking(kind, number), lines: booking(kind, number).lines.map((line) => ({ ...line, costCentre: 'NOBODY' })) }),
    edit: (id, { dueDate, description }) => exact.editEntry(id, { ...(dueDate ? { DueDate: dueDate } : {}), ...(description ? { Description: description } : {}) }),
    recode: (id) => exact.editLine(id, { GLAccount: idOf('glAccounts', '8000') }),
    // Sales entries and invoices are deleted, never void.
    voiding: { kind: 'bill', void: (id) => exact.rejectEntry(id), restore: (id) => exact.rejectEntry(id, false) },
  };
};
const makeBench = benchWith();

ledgerConformance('Exact Online', makeBench);
ledgerChangesConformance('Exact Online', makeBench);
ledgerCreatesConformance('Exact Online', makeBench);
ledgerCreatesConformance('Exact Online that tells of failures alone', benchWith({ tells: 'failures' }));
ledgerCreatesConformance('Exact Online that names no record', benchWith({ data: 'nothing', withoutAccess: 'status' }));
ledgerMastersConformance('Exact Online', makeBench);

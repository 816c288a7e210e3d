import type { HostReferenceItem } from '../../../../lib/hosts/host';
import type { HostSurvey } from '../../../../lib/hosts/survey';
import { MappingTable } from '../../../../lib/mapping/table';
import type { Mapping } from '../../../../lib/model/mapping';
import type { Period, ReferenceItem } from '../../../../lib/model/reference';
import type { CheckUpLook } from '../../../../lib/storage/check-up-row';
import type { CheckFacts, UnsentDocument } from '../../../../lib/sync/check-up/facts';
import { connection, item, now } from '../samples';

/** A connection on which all is well: tests say what is different. */

export const survey = (more: Partial<HostSurvey> = {}): HostSurvey => ({
  settings: (['line-tax', 'line-accounts', 'product-groups', 'product-codes'] as const).map((id) => ({ id, name: `Setting ${id}`, seen: 'on', evidence: 'It was seen.' })),
  units: [{ name: 'hour', on: 'the product Work' }], unitless: 0, taxCodes: ['17'], accounts: ['5'],
  entity: { name: 'Acme B.V.', vatNumber: 'NL1', registrationNumber: '30', country: 'NL', currency: 'EUR' }, entities: ['acme'], products: 3, more: false, documents: 2, ...more,
});

export const look = (more: Partial<CheckUpLook> = {}): CheckUpLook => ({
  survey: survey(), company: { id: '123456', name: 'Acme BV', currency: 'EUR', country: 'NL', vatNumber: 'NL1', registrationNumber: '30' }, rights: { Books: 'granted' }, ...more,
});

export const reference: ReferenceItem[] = [
  item('taxCode', '2', { percentage: '21', side: 'sales', taxBasis: 'excluding' }), item('taxCode', '5', { percentage: '21', side: 'purchase', taxBasis: 'excluding' }),
  item('account', '8000', { use: 'revenue', postable: true }), item('account', '4000', { use: 'cost', postable: true }),
  item('journal', '70', { side: 'sales', currency: 'EUR', anyCurrency: true }), item('journal', '60', { side: 'purchase', currency: 'EUR', anyCurrency: true }),
  item('itemGroup', 'ADV', { name: 'Advice', isDefault: true }), item('unit', 'hour'), item('unit', 'pc'), item('paymentTerm', '30'), item('currency', 'EUR'), item('currency', 'USD'),
];

export const hostReference: HostReferenceItem[] = [
  { kind: 'taxCode', id: '17', code: '2', name: 'High', percentage: '21', side: 'sales', active: true },
  { kind: 'account', id: '5', code: '8000', name: 'Sales', side: 'sales', active: true },
  { kind: 'itemGroup', id: '41', code: 'Advice', name: 'Advice', active: true },
  { kind: 'currency', id: 'EUR', code: 'EUR', name: 'EUR', active: true },
];

export const month = (period: number, closedJournals: string[] = []): Period => {
  const two = String(period).padStart(2, '0');
  return { year: 2026, period, start: `2026-${two}-01`, end: `2026-${two}-30`, closedJournals };
};

export const unsent = (more: Partial<UnsentDocument> = {}): UnsentDocument => ({ kind: 'invoice', number: '2026-1', date: '2026-11-20', currency: 'EUR', ...more });

interface More extends Omit<Partial<CheckFacts>, 'table'> {
  mappings?: Mapping[];
  reference?: ReferenceItem[];
}

export const mapped = (kind: Mapping['kind'], host: string, ledger: string): Mapping => ({ kind, host, ledger, origin: 'hand' });

export const facts = ({ mappings = [mapped('paymentTerm', '*', '30')], reference: items = reference, ...more }: More = {}): CheckFacts => ({
  hostName: 'Host', ledgerName: 'Ledger', locale: 'en-GB', now, today: '2026-11-21',
  connection: connection({ referenceAt: now, companyCurrency: 'EUR', user: 'Alex' }), look: look(), kinds: ['invoice', 'bill'], journals: true, makesItems: true, itemsNeedCode: true,
  table: new MappingTable(mappings, items), hostReference, periods: [month(10), month(11)], missing: [],
  rights: [{ name: 'Books', covers: 'entries', use: 'documents', without: 'Nothing can be booked.', seen: 'granted' }],
  unsent: [], listed: true, booked: true, access: [{ origin: 'https://acme.example.com/*', granted: true }], days: [], ...more,
});

export const without = (...kinds: ReferenceItem['kind'][]): ReferenceItem[] => reference.filter(({ kind }) => !kinds.includes(kind));

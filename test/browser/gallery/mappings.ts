import type { MappingOrigin } from '../../../lib/model/mapping';
import type { MappingKind, ReferenceItem, ReferenceKind } from '../../../lib/model/reference';
import type { EvidenceRow, HostReferenceRow, JobRow, MappingRow, ReferenceRow } from '../../../lib/storage/rows';
import type { FoundMappings, MappingPage } from '../../../lib/sync/mapping-search';
import { mapFixes, problem } from '../../../lib/sync/problems';

const item = (kind: ReferenceKind, code: string, name: string, more: Partial<ReferenceItem> = {}): ReferenceRow => ({ connection: 'acme', kind, id: `${kind}-${code}`, code, name, ...more });
const tax = (code: string, name: string, percentage: string, side: 'sales' | 'purchase' | 'both', more: Partial<ReferenceItem> = {}) => item('taxCode', code, name, { percentage, side, taxBasis: 'excluding', ...more });

export const reference: ReferenceRow[] = [
  tax('0', 'No VAT', '0', 'both', { taxBasis: 'none' }), tax('1', 'Low rate, excluding', '9', 'sales'), tax('2', 'High rate, excluding', '21', 'sales'), tax('2A', 'High rate, distance sales', '21', 'sales'),
  tax('5', 'Input VAT, high', '21', 'purchase'), tax('6', 'Input VAT, low', '9', 'purchase'), tax('7', 'Reverse charge, EU purchases', '21', 'purchase', { reverseCharge: true }), tax('8', 'Reverse charge, sales', '0', 'sales', { taxBasis: 'base' }),
  ...[['8000', 'Revenue, consulting'], ['8010', 'Revenue, products']].map(([code, name]) => item('account', code!, name!, { use: 'revenue' })),
  ...[['4000', 'General costs'], ['4010', 'Office'], ['4100', 'Travel']].map(([code, name]) => item('account', code!, name!, { use: 'cost' })), item('account', '1300', 'Debtors', { postable: false, use: 'other' }),
  item('journal', '70', 'Sales', { side: 'sales', anyCurrency: true, currency: 'EUR' }), item('journal', '71', 'Sales, EUR', { side: 'sales', currency: 'EUR' }), item('journal', '60', 'Purchases', { side: 'purchase', anyCurrency: true, currency: 'EUR' }),
  item('itemGroup', 'DEF', 'Default', { isDefault: true }), item('unit', 'hour', 'Hours', { isDefault: true }), item('unit', 'pc', 'Pieces'), item('paymentTerm', '30', '30 days'), item('costCentre', 'AMS', 'Amsterdam'), item('project', 'P-7', 'Harbour'),
];

const value = (kind: HostReferenceRow['kind'], id: string, code: string, name: string, more: Partial<HostReferenceRow> = {}): HostReferenceRow => ({ connection: 'acme', kind, id, code, name, active: true, ...more });
export const hostReference: HostReferenceRow[] = [
  { connection: 'acme', kind: 'bookmark', id: '7', code: 'invoices', name: 'For the books', active: true },
  { connection: 'acme', kind: 'bookmark', id: '8', code: 'contacts', name: 'Customers abroad', active: true },
  value('taxCode', '301', '2', 'BTW hoog 21%', { percentage: '21' }), value('taxCode', '302', 'LOW', 'BTW laag 9%', { percentage: '9' }), value('taxCode', '303', '0', 'Geen BTW', { percentage: '0' }), value('taxCode', '307', 'OLD', 'BTW 6%', { percentage: '6' }), value('taxCode', '309', 'EXP', 'Export <b>outside EU</b>', { percentage: '0' }),
  value('account', '1', '8000', 'Omzet advies'), value('account', '2', '4010', 'Kantoor'), value('account', '3', '4555', 'Cloud services'), value('account', '4', '4710', 'Trips'), value('account', '5', '4.100', 'Reizen'), value('account', '6', '4900', 'Other costs'), value('itemGroup', '41', 'Consulting', 'Consulting'),
];

const mapping = (kind: MappingKind, host: string, ledger: string, ledgerName: string, origin: MappingOrigin, used: number, hostName?: string): MappingRow => ({ connection: 'acme', kind, host, ledger, ledgerName, origin, used, updatedAt: 0, ...(hostName ? { hostName } : {}) });
export const mappings: MappingRow[] = [
  mapping('taxCode', '309', '8', '8, Reverse charge, sales', 'hand', 12, 'Export'), mapping('taxCode', 'none', '0', '0, No VAT', 'policy', 3), mapping('taxCode', '21', '2', '2, High rate', 'imported', 41),
  mapping('account', '*sales', '8010', '8010, Revenue, products', 'suggested', 7), mapping('unit', 'stuk', 'pc', 'pc, Pieces', 'hand', 1204),
  mapping('contact', '12', 'a-guid', 'ACME Holding NV', 'name', 41, 'ACME Holding'), mapping('contact', '13', 'b-guid', 'Nordic Parts Oy', 'created', 2, 'Nordic Parts Oy'),
];

const places = ['Amsterdam', 'Bruges', 'Delft', 'Ghent', 'Tallinn'];
const contacts: MappingRow[] = Array.from({ length: 20_000 }, (_, n) => mapping('contact', String(5000 + n), `guid-${n}`, `Customer ${n + 1} ${places[n % 5]}`, n % 9 === 0 ? 'created' : 'name', n % 40, `Customer ${n + 1} ${places[n % 5]}`));

/** A page of them, as the index would give it. */
export function foundIn({ kind, search, first, count }: MappingPage): FoundMappings {
  const all = [...mappings, ...contacts].filter((row) => row.kind === kind && `${row.hostName} ${row.ledgerName}`.toLowerCase().includes(search.toLowerCase()));
  return { total: all.length, first, rows: all.slice(first, first + count) };
}

const costs = reference.filter(({ kind, use }) => kind === 'account' && use === 'cost');
const waits = (host: string, clues: string[]): Pick<JobRow, 'problems'> & { clues: NonNullable<JobRow['clues']> } => ({
  problems: [problem('account-unmapped', `Line 1 is on account ${host}, which Exact Online does not have`, mapFixes('account', host, [], costs))], clues: [{ kind: 'account', host, clues }],
});
export const held = [waits('3', ['product/5']), waits('3', ['product/5']), waits('3', ['contact/12']), waits('4', ['contact/12'])];
const booked = (clue: string, ledger: string, documents: number): EvidenceRow => ({ connection: 'acme', kind: 'account', clue, ledger, documents, updatedAt: 0 });
export const evidence: EvidenceRow[] = [booked('product/5', '4010', 38), booked('product/5', '4000', 2), booked('contact/12', '4100', 11), booked('contact/12', '4000', 5)];

import type { LedgerDocument } from '../../../lib/ledgers/ledger';
import type { DocumentLine, HostDocument } from '../../../lib/model/document';
import type { ReferenceItem, ReferenceKind } from '../../../lib/model/reference';
import { snapshotOf } from '../../../lib/ledgers/snapshot';
import type { ConnectionRow, HostSnapshot, JobRow, LinkRow } from '../../../lib/storage/rows';
import { hostSnapshotOf } from '../../../lib/sync/links';

/** One of everything, right as it is: tests say what is different. */

export const now = Date.parse('2026-11-21T10:00:00Z');

export const line = (more: Partial<DocumentLine> = {}): DocumentLine => ({
  id: '1', description: 'Work', quantity: '10', unitPrice: '100', net: '1000', taxPercentage: '21', taxCode: { id: '17', code: '2', name: 'High' },
  account: { id: '5', code: '8000', name: 'Sales' }, product: null, unit: null, costCentre: null, project: null, ...more,
});

export const invoice = (more: Partial<HostDocument> = {}): HostDocument => ({
  ref: { kind: 'invoice', id: '1001' }, credit: false, number: '2026-1', date: '2026-11-20', dueDate: '2026-12-20', currency: 'EUR', entity: 'acme',
  contact: { id: 'c1', name: 'Globex' }, description: 'November', paymentReference: 'RF18', net: '1000', tax: '210', gross: '1210', open: '1210',
  paidInHost: false, deleted: false, modified: '2026-11-20T10:00:00Z', lines: [line()], ...more,
});

export const item = (kind: ReferenceKind, code: string, more: Partial<ReferenceItem> = {}): ReferenceItem => ({ kind, id: `id-${code}`, code, name: `Name of ${code}`, ...more });

export const booked = (more: Partial<LedgerDocument> = {}): LedgerDocument => ({
  id: 'L1', number: '26700012', contact: 'K1', contactName: 'Globex', journal: '70', date: '2026-11-20', dueDate: '2026-12-20', reference: '2026-1',
  description: 'November', currency: 'EUR', gross: '1210', tax: '210', ...more,
});

/** The invoice as it is compared: its lines are known by the hash `lines`. */
export const hostSide = (more: Partial<HostSnapshot> = {}): HostSnapshot => ({ ...hostSnapshotOf(invoice(), { lines: 'l1' }), ...more });

export const job = (more: Partial<JobRow> = {}): JobRow => ({
  id: 'acme/invoice/1001/send', connection: 'acme', company: '123456', document: { kind: 'invoice', id: '1001' }, action: 'send', state: 'queued', wait: null,
  problems: [], decisions: {}, attempts: 0, priority: 0, nextAt: now, createdAt: now, updatedAt: now, ...more,
});

export const link = (more: Partial<LinkRow> = {}): LinkRow => ({
  key: 'acme/invoice/1001', connection: 'acme', company: '123456', document: { kind: 'invoice', id: '1001' }, number: '2026-1', ledgerId: 'L1', ledgerNumber: '26700012',
  ledgerContact: 'K1', total: '1210', currency: 'EUR', contactName: 'Globex', date: '2026-11-20', linesHash: 'a', headerHash: 'b', changed: false, remote: 'present',
  generation: 0, sentAt: now, payment: null, receipt: null, adopted: false, base: { host: hostSide(), ledger: snapshotOf(booked()) }, ...more,
});

export const connection = (more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 'acme', host: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme' }, ledger: { system: 'exact-online', country: 'nl', clientId: 'app', company: '123456' },
  sync: { mode: 'manual', startDate: '2026-01-01', invoices: true, bills: true, contacts: true, products: true, payments: true }, state: 'connected', companyName: 'Acme BV', ...more,
});

export const payment = (state: 'open' | 'partly' | 'paid', paid: string, open: string): LinkRow['payment'] => ({ state, paid, open, date: '2026-11-21', checkedAt: now });

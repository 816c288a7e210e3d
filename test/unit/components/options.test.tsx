import { describe, expect, it } from 'vitest';
import { countStates, documentLines, filterLines, isSendable } from '../../../components/options/documents/rows';
import { filterRequests } from '../../../components/options/requests/RequestsPage';
import { routeOf } from '../../../components/options/routes';
import type { DocumentRow, JobRow, LinkRow, RequestRow } from '../../../lib/storage/rows';

describe('routeOf', () => {
  it('opens what the address names, and the first page for anything else', () => {
    expect(routeOf('#/log')).toBe('log');
    expect(routeOf('#/requests?filter=x')).toBe('requests');
    expect(routeOf('')).toBe('connections');
    expect(routeOf('#/nonsense')).toBe('connections');
  });
});

describe('documents', () => {
  const row = (id: string, more: Partial<DocumentRow> = {}) => ({ key: id, kind: 'invoice', id, number: `2024-${id}`, date: '2026-11-01', contactName: 'ACME', gross: '1.00', currency: 'EUR', deleted: false, ...more }) as DocumentRow;
  const lines = documentLines(
    [row('1'), row('2', { contactName: 'Kappa' }), row('10'), row('3', { deleted: true })],
    [{ document: { kind: 'invoice', id: '1' }, remote: 'present', ledgerNumber: '7', payment: null, changed: false } as LinkRow],
    [{ document: { kind: 'invoice', id: '2' }, action: 'send', state: 'blocked', problems: [] } as unknown as JobRow],
  );
  it('derives each state, newest number first, without what was deleted and never sent', () => {
    expect(lines.map(({ row, word }) => [row.id, word])).toEqual([['10', 'Not sent'], ['2', 'Needs attention'], ['1', 'Sent']]);
    expect([...countStates(lines)]).toEqual([['Not sent', 1], ['Needs attention', 1], ['Sent', 1]]);
  });
  it('searches and filters', () => {
    expect(filterLines(lines, 'kap 2024', '')).toHaveLength(1);
    expect(filterLines(lines, '', 'Sent')).toHaveLength(1);
  });
  it('offers to send what can be sent', () => expect(lines.filter(isSendable)).toHaveLength(2));
});

describe('requests', () => {
  const call = (more: Partial<RequestRow>) => ({ system: 'Scoro', method: 'GET', purpose: 'read', url: 'https://x', status: 200, failure: null, connection: 'acme', ...more }) as RequestRow;
  it('finds what failed', () => expect(filterRequests([call({}), call({ status: 500 }), call({ status: null, failure: 'timeout' })], 'failed scoro')).toHaveLength(2));
});

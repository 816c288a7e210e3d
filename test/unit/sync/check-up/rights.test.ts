import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../../../lib/ledgers';
import type { LedgerRight } from '../../../../lib/ledgers/rights';
import { rightsSeen } from '../../../../lib/sync/check-up/evidence';
import type { SeenRight } from '../../../../lib/sync/check-up/facts';
import { checkRights } from '../../../../lib/sync/check-up/rights';
import { connection } from '../samples';
import { facts } from './bench';

const right = (name: string, more: Partial<SeenRight> = {}): SeenRight => ({ name, covers: 'things', use: 'documents', without: 'Nothing can be booked.', seen: 'granted', ...more });

describe('feature 1: rights of the connecting user', () => {
  it('are in order once something was booked and all that matters was answered', () => {
    expect(checkRights(facts())).toMatchObject({ state: 'ok', detail: 'Seen to be given: Books.' });
    expect(checkRights(facts({ rights: [right('Books'), right('Projects', { use: 'extras', seen: null })] }))?.state).toBe('ok');
  });
  it('name each that is missing and what will not work without it', () => {
    const found = checkRights(facts({ rights: [right('Books'), right('Items', { use: 'products', seen: 'refused', without: 'Products cannot become items.' })] }));
    expect(found).toMatchObject({ state: 'wrong', items: [{ message: 'Alex lacks the right “Items”, or the company the module for it.', detail: 'It covers things. Products cannot become items.' }], fixes: [{ action: { type: 'refresh-reference' } }, { action: { type: 'sign-in' } }] });
  });
  it('are no hindrance where nothing that is wanted hangs on them', () => {
    const { sync } = connection();
    const rights = [right('Books'), right('Items', { use: 'products', seen: 'refused' }), right('Cash', { use: 'payments', seen: 'refused' }), right('Projects', { use: 'extras', seen: 'refused' })];
    expect(checkRights(facts({ rights, connection: connection({ sync: { ...sync, products: false, payments: false } }) }))?.state).toBe('warning');
  });
  it('cannot be told of what was not called yet, and of booking before the first document', () => {
    expect(checkRights(facts({ rights: [right('Books'), right('Contacts', { seen: null })] }))).toMatchObject({ state: 'unknown', detail: expect.stringContaining('cannot be told yet: Contacts') });
    expect(checkRights(facts({ booked: false }))).toMatchObject({ state: 'unknown', detail: expect.stringContaining('Whether this user may also book shows with the first document') });
    expect(checkRights(facts({ rights: [right('Books', { seen: null })] }))?.state).toBe('unknown');
    expect(checkRights(facts({ rights: [] }))).toBeNull();
  });
});

describe('what calls show of rights', () => {
  const rights: LedgerRight[] = [
    { name: 'Items', covers: '', use: 'products', without: '', kinds: ['unit'], takes: (url) => url.endsWith('/items') },
    { name: 'Books', covers: '', use: 'documents', without: '', kinds: [], takes: (url) => url.endsWith('/books') },
  ];
  const call = (path: string, status: number | null, method = 'GET') => ({ method, url: `https://ledger.example.com${path}`, status });

  it('goes by the newest that tells, reading and writing apart', () => {
    expect(rightsSeen(rights, [call('/items', 200), call('/items', 403)], [], {})).toEqual({ Items: 'granted' });
    expect(rightsSeen(rights, [call('/books', 200), call('/books', 403, 'POST')], [], {})).toEqual({ Books: 'refused' });
    expect(rightsSeen(rights, [call('/books', 201, 'POST'), call('/books', 403, 'POST'), call('/books', 200)], [], {})).toEqual({ Books: 'granted' });
  });
  it('takes no other failure for a refusal, and forgets nothing it knew', () => {
    expect(rightsSeen(rights, [call('/items', 500), call('/items', 404), call('/books', null), { method: 'GET', url: 'no address', status: 403 }], [], { Books: 'granted' })).toEqual({ Books: 'granted' });
  });
  it('believes the reference data that something could not be read', () => {
    expect(rightsSeen(rights, [call('/items', 200)], ['unit'], {})).toEqual({ Items: 'refused' });
  });
});

describe('the rights of the ledgers', () => {
  const config = { system: 'exact-online', clientId: '', company: '123456' } as const;
  const exact = ledgerOf('exact-online').rights?.(config) ?? [];
  const under = (url: string) => exact.filter(({ takes }) => takes(url)).map(({ name }) => name);

  it('are those of the endpoints, one each; a single record says nothing', () => {
    const root = 'https://start.exactonline.nl/api/v1/123456';
    expect(under(`${root}/salesentry/SalesEntries?$filter=x`)).toEqual(['Financial accounting']);
    expect(under(`${root}/logistics/Units`)).toEqual(['Logistics items']);
    expect(under(`${root}/sync/Cashflow/PaymentTerms`)).toEqual(['Financial cashflow']);
    expect(under(`${root}/crm/Accounts`)).toEqual(['Crm accounts']);
    expect(under(`${root}/crm/Accounts(guid'8d9b1a1e-0000-4000-8000-000000000001')`)).toEqual([]);
  });
  it('include that of sales invoices only where those are made', () => {
    expect(exact.map(({ name }) => name)).not.toContain('Sales invoices');
    expect(ledgerOf('exact-online').rights?.({ ...config, salesAs: 'invoice' }).map(({ name }) => name)).toContain('Sales invoices');
  });
  it('are one for all in a ledger that tells none apart', () => {
    const [only, ...others] = ledgerOf('quickbooks-online').rights?.({ system: 'quickbooks-online', clientId: '', company: '1' }) ?? [];
    expect([only?.takes('https://quickbooks.api.intuit.com/v3/company/1/query?minorversion=75'), only?.takes('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer'), others]).toEqual([true, false, []]);
  });
});

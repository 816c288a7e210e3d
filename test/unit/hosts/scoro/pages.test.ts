import { describe, expect, it } from 'vitest';
import { recognise } from '../../../../lib/hosts/page';
import { scoroPages } from '../../../../lib/hosts/scoro/pages';

const at = (path: string) => recognise(scoroPages, `https://acme.scoro.com${path}`);

describe('pages', () => {
  it.each([
    ['/invoices/view/1001', 'invoice', '1001'],
    ['/invoices/modify/1001?tab=2#lines', 'invoice', '1001'],
    ['/bills/view/3001/history', 'bill', '3001'],
  ])('%s shows %s %s', (path, kind, id) => expect(at(path)).toEqual({ kind, id }));

  it.each([
    '/',
    '/invoices',
    '/invoices/list',
    '/quotes/view/1001',
    '/invoices/view/',
    '/invoices/view/12a',
    '/x/invoices/view/1',
    '/invoices/modify',
    '/scheduledInvoices/view/1',
    '/expenses/view/1',
  ])('%s shows none', (path) => {
    expect(at(path)).toBeNull();
  });
});

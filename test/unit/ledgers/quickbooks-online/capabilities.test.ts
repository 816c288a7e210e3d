import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../../../lib/ledgers';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { config, scripted, traits } from './fake';

const { capabilities } = quickBooksOnline;
const known = { ...config, traits };
const ownNumbers = (customTxnNumbers: boolean) => ({ ...config, traits: { ...traits, customTxnNumbers } });

describe('QuickBooks Online', () => {
  it('is a ledger by its id', () => {
    expect(ledgerOf('quickbooks-online')).toBe(quickBooksOnline);
  });

  it('tells contacts apart by role and currency, where there are several', () => {
    const key = (role: 'customer' | 'supplier', currency: string, multiCurrency = true) => capabilities.contactKey({ ...config, traits: { ...traits, multiCurrency } }, { role, currency });
    expect([key('customer', 'EUR'), key('supplier', 'EUR'), key('customer', 'USD'), key('supplier', 'USD'), key('supplier', 'USD', false)]).toEqual(['', 'supplier', 'USD', 'supplier/USD', 'supplier']);
  });

  it('keeps numbers unique, and need not be asked first, only for sales with numbers of their own', () => {
    const both = (of: typeof config, kind: 'invoice' | 'bill', number: string) => [capabilities.keepsUnique(of, kind, number), capabilities.looksUpFirst(of, kind, number)];
    expect(both(ownNumbers(true), 'invoice', 'INV-1')).toEqual([true, false]);
    for (const [of, kind, number] of [[ownNumbers(false), 'invoice', '1'], [ownNumbers(true), 'bill', '1'], [ownNumbers(true), 'invoice', 'x'.repeat(22)], [config, 'invoice', '1']] as const) expect(both(of, kind, number)).toEqual([false, true]);
  });

  it('books sales on items, and costs on accounts as well', () => {
    expect((['invoice', 'bill'] as const).map((kind) => [capabilities.items(known, kind), capabilities.update(known, kind), capabilities.deletes(known, kind)])).toEqual([['stand-in', 'all', true], ['along', 'all', true]]);
  });

  it('is reached at the environment of the keys, and signed in to without a proof key', () => {
    expect(quickBooksOnline.origins(config)).toEqual(['https://sandbox-quickbooks.api.intuit.com/*', 'https://oauth.platform.intuit.com/*']);
    const { environment: _, ...unsaid } = config;
    expect(quickBooksOnline.origins(unsaid)[0]).toBe('https://quickbooks.api.intuit.com/*');
    expect(quickBooksOnline.authorization(config)).toMatchObject({ clientAuthentication: 'basic', proofKey: false, companyParameter: 'realmId', parameters: { scope: 'com.intuit.quickbooks.accounting' }, lifetime: 3600 });
    expect(quickBooksOnline.budgetKey(config)).not.toBe(quickBooksOnline.budgetKey(unsaid));
  });

  it('has pages for documents, else for contacts, and follows no other address', () => {
    const company = quickBooksOnline.open(scripted().call, config);
    const page = (id: string, contact: string) => company.documentPage({ kind: 'invoice', id, contact, url: 'https://evil.example/' });
    const app = 'https://app.sandbox.qbo.intuit.com/app';
    expect([page('Invoice/12', ''), page('VendorCredit/5', ''), page('x', 'vendor/9'), page('x', 'y'), company.startPage()]).toEqual([
      `${app}/invoice?txnId=12&companyId=${config.company}`, `${app}/vendorcredit?txnId=5&companyId=${config.company}`, `${app}/vendordetail?nameId=9&companyId=${config.company}`,
      `${app}/?companyId=${config.company}`, `${app}/?companyId=${config.company}`,
    ]);
    expect(quickBooksOnline.open(scripted().call, { ...config, environment: 'production' }).startPage()).toContain('https://app.qbo.intuit.com/');
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostReferenceItem } from '../../../lib/hosts/host';
import type { ReferenceItem } from '../../../lib/model/reference';
import { currencyGap, currencySentence } from '../../../lib/sync/currencies';

const host = (...codes: string[]): HostReferenceItem[] => codes.map((code) => ({ kind: 'currency', id: code, code, name: code, active: true }));
const ledger = (...codes: string[]): ReferenceItem[] => codes.map((code) => ({ kind: 'currency', id: code, code, name: code }));

describe('the currencies of both sides', () => {
  it('match when they are the same, in whatever order and spelling', () => {
    expect(currencyGap(host('USD', 'EUR'), ledger('EUR', 'usd '), 'EUR', true)).toBeNull();
  });

  it('name what is missing on which side', () => {
    expect(currencyGap(host('EUR', 'GBP', 'CHF'), ledger('EUR', 'USD'), 'EUR', true)).toEqual({ missingInHost: ['USD'], missingInLedger: ['CHF', 'GBP'] });
  });

  it('need not be known to the host as long as no document comes from the ledger', () => {
    expect(currencyGap(host('EUR'), ledger('EUR', 'USD'), 'EUR', false)).toBeNull();
    expect(currencyGap(host('EUR', 'CHF'), ledger('EUR', 'USD'), 'EUR', false)).toEqual({ missingInHost: [], missingInLedger: ['CHF'] });
  });

  it('count the home currency of a ledger that lists none', () => {
    expect(currencyGap(host('USD'), [], 'USD', true)).toBeNull();
    expect(currencyGap(host('USD', 'EUR'), [], 'USD', true)).toEqual({ missingInHost: [], missingInLedger: ['EUR'] });
  });

  it('are those in use: what the host no longer uses, and other reference data, say nothing', () => {
    expect(currencyGap([...host('EUR'), { kind: 'currency', id: 'USD', code: 'USD', name: '', active: false }, { kind: 'account', id: '1', code: 'CHF', name: '', active: true }], ledger('EUR'), 'EUR', true)).toBeNull();
  });

  it('match once each side has added what it lacks, and not before', () => {
    const codes = fc.uniqueArray(fc.constantFrom('EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK'));
    fc.assert(
      fc.property(codes, codes, fc.constantFrom('EUR', 'USD'), (ours, theirs, home) => {
        const gap = currencyGap(host(...ours), ledger(...theirs), home, true);
        const same = [...new Set(ours)].sort().join() === [...new Set([...theirs, home])].sort().join();
        expect(gap === null).toBe(same);
        if (gap) expect(currencyGap(host(...ours, ...gap.missingInHost), ledger(...theirs, ...gap.missingInLedger), home, true)).toBeNull();
      }),
    );
  });
});

it('the sentence names each side that lacks something', () => {
  expect(currencySentence({ missingInHost: ['USD'], missingInLedger: ['CHF', 'GBP'] }, 'The app', 'The ledger')).toBe(
    'Not connected: the currencies of The app and The ledger do not match. The ledger lacks CHF, GBP; The app lacks USD.',
  );
  expect(currencySentence({ missingInHost: ['USD'], missingInLedger: [] }, 'The app', 'The ledger')).toBe('Not connected: the currencies of The app and The ledger do not match. The app lacks USD.');
});

import { describe, expect, it } from 'vitest';
import type { CheckedLine } from '../../../lib/sync/preflight';
import { contactUse, partyOf } from '../../../lib/sync/party';
import { invoice, item, line } from './samples';

const project = (code: string, contact = 'customer/1') => item('project', code, { id: `customer/${code}`, contact });
const checked = (projects: (ReturnType<typeof project> | null)[], kind: 'invoice' | 'bill' = 'invoice') => ({
  document: invoice({ ref: { kind, id: '1' } }),
  lines: projects.map((one): CheckedLine => ({ line: line(), account: null, taxCode: null, taxRates: [], tax: null, costCentre: null, project: one, class: null, unit: null })),
});

describe('whom a document is made out to', () => {
  it('feature 24: is the project that every line of an invoice is of', () => expect(partyOf(checked([project('P1'), project('P1')]), 'customer/1', true)).toBe('customer/P1'));

  it('feature 24: is the customer where there are several projects, a line without one, or none at all', () => {
    expect(partyOf(checked([project('P1'), project('P2')]), 'customer/1', true)).toBe('customer/1');
    expect(partyOf(checked([project('P1'), null]), 'customer/1', true)).toBe('customer/1');
    expect(partyOf(checked([null]), 'customer/1', true)).toBe('customer/1');
    expect(partyOf(checked([]), 'customer/1', true)).toBe('customer/1');
  });

  it('feature 24: is never the project of another customer', () => expect(partyOf(checked([project('P1', 'customer/9')]), 'customer/1', true)).toBe('customer/1'));

  it('is the supplier of a bill, and the contact where projects are no parties', () => {
    expect(partyOf(checked([project('P1')], 'bill'), 'customer/1', true)).toBe('customer/1');
    expect(partyOf(checked([project('P1')]), 'customer/1', false)).toBe('customer/1');
  });

  it('is needed as customer or supplier in the document\'s currency', () => {
    expect(contactUse(invoice({ currency: 'USD' }))).toEqual({ role: 'customer', currency: 'USD' });
    expect(contactUse(invoice({ ref: { kind: 'bill', id: '1' } }))).toEqual({ role: 'supplier', currency: 'EUR' });
  });
});

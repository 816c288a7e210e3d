import { describe, expect, it } from 'vitest';
import { MappingTable } from '../../../lib/mapping/table';
import type { HostDocument } from '../../../lib/model/document';
import type { Mapping } from '../../../lib/model/mapping';
import type { Period, ReferenceItem } from '../../../lib/model/reference';
import { nextOpenDay, preflight, type Checked, type PreflightContext } from '../../../lib/sync/preflight';
import { invoice, item, line } from './samples';

const november: Period = { year: 2026, period: 11, start: '2026-11-01', end: '2026-11-30', closedJournals: [] };
const december: Period = { year: 2026, period: 12, start: '2026-12-01', end: '2026-12-31', closedJournals: [] };
const reference: ReferenceItem[] = [
  item('taxCode', '2', { percentage: '21', side: 'both' }), item('taxCode', '4', { percentage: '9', side: 'both' }), item('taxCode', '0', { percentage: '0', side: 'both' }),
  item('account', '8000', { postable: true, use: 'revenue' }), item('account', '4000', { postable: true, use: 'cost' }), item('account', '1300', { postable: false, use: 'other' }),
  item('account', '8500', { postable: true, use: 'revenue', costCentreUse: 'mandatory' }),
  item('journal', '70', { side: 'sales', currency: 'EUR', anyCurrency: false }), item('journal', '60', { side: 'purchase', currency: 'EUR', anyCurrency: true }),
  item('currency', 'EUR'), item('currency', 'USD'), item('costCentre', 'CC1'), item('unit', 'hour'), item('project', 'P1'), item('paymentTerm', '30'),
];
const map = (kind: Mapping['kind'], host: string, ledger: string): Mapping => ({ kind, host, ledger, origin: 'hand' });

interface Setting extends Partial<Omit<PreflightContext, 'table'>> {
  mappings?: Mapping[];
  items?: ReferenceItem[];
}
const contextOf = ({ mappings = [], items = reference, ...more }: Setting = {}): PreflightContext => ({
  hostName: 'Scoro', ledgerName: 'Exact Online', entity: 'acme', table: new MappingTable(mappings, items), periods: [november, december], lineItems: 'optional', itemsNeedCode: true, journals: true, statesTax: true, rounding: null, productsWanted: true, postOn: null, locale: 'en-GB', ...more,
});
const problems = (document: HostDocument, setting?: Setting) => {
  const result = preflight(document, contextOf(setting));
  return result.ok ? [] : result.problems;
};
const codes = (document: HostDocument, setting?: Setting) => problems(document, setting).map(({ code }) => code);
const checked = (document: HostDocument, setting?: Setting): Checked => {
  const result = preflight(document, contextOf(setting));
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.checked;
};
const withLine = (more: Parameters<typeof line>[0], document: Partial<HostDocument> = {}) => invoice({ lines: [line(more)], ...document });
const bill = (more: Partial<HostDocument> = {}) => invoice({ ref: { kind: 'bill', id: '7' }, lines: [line({ account: { id: '9', code: '4000' } })], ...more });

describe('a document that is right', () => {
  it('passes with everything it needs', () => {
    const result = checked(withLine({ costCentre: { id: '1', code: 'CC1' }, unit: 'hour', project: { id: 'p', code: 'P1' } }), { mappings: [map('paymentTerm', '*sales', '30')] });
    expect(result).toMatchObject({ side: 'sales', date: '2026-11-20', journal: '70', paymentTerm: '30', notes: [] });
    expect(result.lines).toMatchObject([{ account: { code: '8000' }, taxCode: { code: '2' }, tax: null, costCentre: 'CC1', unit: 'hour', project: { id: 'id-P1' } }]);
    expect(result.used.map(({ kind, item: { code }, origin }) => `${kind} ${code} ${origin}`)).toEqual(['taxCode 2 code', 'account 8000 code', 'paymentTerm 30 default']);
  });

  it('passes as a bill and as a credit note too', () => {
    expect(checked(bill())).toMatchObject({ side: 'purchase', journal: '60' });
    expect(checked(invoice({ credit: true, net: '-1000', tax: '-210', gross: '-1210', lines: [line({ net: '-1000' })] })).lines).toHaveLength(1);
  });

  it('passes under reverse charge: the rate is on the line, the tax is nobody\'s', () => {
    const reverse = item('taxCode', '6', { percentage: '21', side: 'purchase', reverseCharge: true });
    const document = bill({ tax: '0', gross: '1000', lines: [line({ account: { id: '9', code: '4000' }, taxCode: { id: 'x', code: '6' } })] });
    expect(checked(document, { items: [...reference, reverse] }).lines).toMatchObject([{ taxCode: { code: '6' }, tax: null }]);
    expect(codes({ ...document, tax: '210', gross: '1210' }, { items: [...reference, reverse] })).toEqual(['tax-total']);
  });

  it('leaves remarks out: lines without an amount that say nothing of where to', () => {
    const remark = line({ id: '2', net: '0', account: null, taxCode: null, taxPercentage: null });
    expect(checked(invoice({ lines: [remark, line()] })).lines.map((one) => one.line.id)).toEqual(['1']);
  });

  it('pain 15: fault 34: says so when a cent of tax is put on a line', () => {
    const result = checked(invoice({ tax: '210.01', gross: '1210.01' }));
    expect(result.lines[0]?.tax).toBe('210.01');
    expect(result.notes).toEqual(['VAT on line 1 is stated as 210.01 (Exact Online would compute 210.00), so that the total stays the invoice\'s.']);
  });

  it('says so when it is posted on another day', () => {
    expect(checked(invoice(), { postOn: '2026-12-01' })).toMatchObject({ date: '2026-12-01', notes: ['Booked on 2026-12-01; the invoice is of 2026-11-20.'] });
  });
});

describe('each problem of the document itself', () => {
  it.each([
    ['document-deleted', invoice({ deleted: true })],
    ['other-entity', invoice({ entity: 'globex' })],
    ['contact-missing', invoice({ contact: null })],
    ['number-missing', invoice({ number: '  ' })],
    ['no-lines', invoice({ lines: [], net: '0', tax: '0', gross: '0' })],
    ['lines-total', invoice({ net: '1000.01' })],
    ['currency-unknown', invoice({ currency: 'JPY' })],
  ])('%s', (code, document) => expect(codes(document)).toContain(code));

  it('of another entity are not this connection\'s', () => expect(codes(invoice({ entity: 'globex', number: '', lines: [] }))).not.toContain('tax-code-missing'));

  it('no-lines also when there are but remarks', () => {
    expect(codes(invoice({ net: '0', tax: '0', gross: '0', lines: [line({ net: '0', account: null, taxCode: null, taxPercentage: null })] }))).toEqual(['no-lines']);
  });

  it('no entity on either side is no problem', () => {
    expect(codes(invoice({ entity: null }))).toEqual([]);
    expect(codes(invoice({ entity: 'globex' }), { entity: null })).toEqual([]);
  });

  it('currency-unknown only where the currencies are known', () => {
    expect(codes(bill({ currency: 'JPY' }), { items: reference.filter(({ kind }) => kind !== 'currency') })).toEqual([]);
  });
});

describe('each problem of a line', () => {
  const unknown = { id: '99', code: '99', name: 'Unknown' };
  it.each<[string, HostDocument, Setting]>([
    ['tax-code-missing', withLine({ taxCode: null }), {}],
    ['tax-code-unmapped', withLine({ taxCode: unknown, taxPercentage: '25' }, { tax: '250', gross: '1250' }), {}],
    ['tax-code-gone', invoice(), { mappings: [map('taxCode', '17', 'Z')] }],
    ['tax-code-conflict', invoice(), { mappings: [map('taxCode', '17', '4')] }],
    ['account-missing', withLine({ account: null }), {}],
    ['account-unmapped', withLine({ account: unknown }), {}],
    ['account-unmapped', withLine({ account: { id: '1', code: '1300' } }), {}],
    ['cost-centre-missing', withLine({ account: { id: '1', code: '8500' } }), {}],
    ['product-code-missing', withLine({ product: { id: 'p', name: 'Thing' } }), {}],
    ['product-missing', invoice(), { lineItems: 'needed' }],
    ['tax-total', invoice({ tax: '210.02', gross: '1210.02' }), {}],
  ])('%s', (code, document, setting) => expect(codes(document, setting)).toEqual([code]));

  it('names the line as people count', () => {
    const [problem] = problems(invoice({ net: '2000', lines: [line(), line({ id: '2', account: unknown })] }));
    expect(problem?.message).toBe('Line 2 is on account Unknown, which Exact Online does not have.');
  });

  it('fault 31: offers what would fit, and everything that may stand there', () => {
    const [problem] = problems(invoice(), { mappings: [map('taxCode', '17', 'Z')] });
    expect(problem?.fixes).toMatchObject([
      { label: 'Use 2', best: true, action: { type: 'map', kind: 'taxCode', host: '17', ledger: '2' } },
      { label: 'Choose…', action: { type: 'map', kind: 'taxCode', host: '17' }, choices: [{ value: '2' }, { value: '4' }, { value: '0' }] },
    ]);
  });

  it('offers only accounts of that side which may be booked on', () => {
    const fixes = problems(withLine({ account: null }))[0]?.fixes ?? [];
    expect(fixes.find(({ action }) => action.type === 'map')?.choices?.map(({ value }) => value)).toEqual(['8000', '8500']);
  });

  it('offers to read the ledger again where there is nothing to choose from', () => {
    for (const problem of problems(withLine({ account: unknown, taxCode: unknown, taxPercentage: '25' }), { items: [] })) expect(problem.fixes.length).toBeGreaterThan(0);
  });

  it('takes a default cost centre only where the account must have one', () => {
    const mappings = [map('costCentre', '*', 'CC1')];
    expect(checked(withLine({ account: { id: '1', code: '8500' } }), { mappings }).lines[0]?.costCentre).toBe('CC1');
    expect(checked(invoice(), { mappings }).lines[0]?.costCentre).toBeNull();
  });

  it('takes the mapped cost unit only where the account must have one, and holds nothing up without', () => {
    const items = [...reference, item('account', '8600', { postable: true, use: 'revenue', costUnitUse: 'mandatory' }), item('costUnit', 'CU1')];
    const costUnits = (account: string, mappings: Mapping[]) => checked(withLine({ account: { id: '1', code: account } }), { items, mappings }).lines.map(({ costUnit }) => costUnit);
    expect([costUnits('8600', [map('costUnit', '*', 'CU1')]), costUnits('8000', [map('costUnit', '*', 'CU1')]), costUnits('8600', [])]).toEqual([['CU1'], [null], [null]]);
  });

  it('a product without a code is no problem where no products go along', () => {
    expect(codes(withLine({ product: { id: 'p' } }), { productsWanted: false })).toEqual([]);
  });

  it('all of them at once, for every line', () => {
    const document = invoice({ net: '2000', tax: '1', lines: [line({ taxCode: null }), line({ account: null })] });
    expect(codes(document)).toEqual(['tax-code-missing', 'account-missing']);
  });
});

describe('each problem of journal and period', () => {
  const closed: Period = { ...november, closedJournals: ['70'] };
  it.each<[string, HostDocument, Setting]>([
    ['journal-none', invoice(), { items: reference.filter(({ code }) => code !== '70') }],
    ['journal-unmapped', invoice(), { mappings: [map('journal', 'invoice', 'gone')] }],
    ['journal-unmapped', invoice({ currency: 'USD' }), {}],
    ['journal-currency', invoice({ currency: 'USD' }), { mappings: [map('journal', 'invoice', '70')] }],
    ['period-closed', invoice(), { periods: [closed, december] }],
    ['period-unknown', invoice({ date: '2030-01-01' }), {}],
  ])('%s', (code, document, setting) => expect(codes(document, setting)).toEqual([code]));

  it('fault 32: pain 25: a closed period offers the next open day', () => {
    const [problem] = problems(invoice(), { periods: [closed, december] });
    expect(problem).toMatchObject({ message: 'Period 2026-11 is closed in journal 70.', detail: 'The next open day is 01/12/2026.', fixes: [{ action: { type: 'post-on', date: '2026-12-01' } }, { action: { type: 'retry' } }] });
    expect(codes(invoice(), { periods: [closed, december], postOn: '2026-12-01' })).toEqual([]);
  });

  it('a period closed for one journal is open for another', () => expect(codes(bill(), { periods: [closed] })).toEqual([]));

  it('with no period open after it, says so', () => expect(problems(invoice(), { periods: [closed] })[0]?.detail).toBe('Open a period in Exact Online, then try again.'));

  it('without any periods known, none is closed', () => expect(codes(invoice({ date: '2030-01-01' }), { periods: [] })).toEqual([]));
});

describe('the next open day', () => {
  it('is the day itself in an open period, else the first of the next open one', () => {
    expect(nextOpenDay([december, november], '70', '2026-11-20')).toBe('2026-11-20');
    expect(nextOpenDay([december, { ...november, closedJournals: ['70'] }], '70', '2026-11-20')).toBe('2026-12-01');
    expect(nextOpenDay([november], '70', '2026-12-01')).toBeNull();
  });
});

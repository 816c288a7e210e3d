import { describe, expect, it } from 'vitest';
import { checkAccounts } from '../../../../lib/sync/check-up/accounts';
import { checkItemGroups } from '../../../../lib/sync/check-up/item-groups';
import { checkPaymentTerms } from '../../../../lib/sync/check-up/payment-terms';
import { checkSettings } from '../../../../lib/sync/check-up/settings';
import { checkTaxCodes } from '../../../../lib/sync/check-up/tax-codes';
import { checkUnits } from '../../../../lib/sync/check-up/units';
import type { HostSettingId } from '../../../../lib/hosts/survey';
import { item } from '../samples';
import { facts, hostReference, look, mapped, reference, survey, without } from './bench';

describe('feature 15: units', () => {
  const seen = (...names: string[]) => ({ look: look({ survey: survey({ units: names.map((name) => ({ name, on: 'the product Rope' })) }) }) });

  it('are in order when each name is a code, a name or mapped', () => {
    expect(checkUnits(facts(seen('HOUR', 'Name of pc')))?.state).toBe('ok');
    expect(checkUnits(facts({ ...seen('fathom'), mappings: [mapped('unit', 'fathom', 'pc')] }))?.state).toBe('ok');
    expect(checkUnits(facts({ ...seen('fathom'), mappings: [mapped('unit', '*', 'pc')] }))?.state).toBe('ok');
  });
  it('are listed where they lead nowhere, each with all to choose from', () => {
    const found = checkUnits(facts({ ...seen('hour', 'fathom', 'sack'), mappings: [mapped('unit', 'sack', 'gone')] }));
    expect(found).toMatchObject({ state: 'wrong', items: [{ message: '“fathom”, on the product Rope', fixes: [{ action: { type: 'map', kind: 'unit', host: 'fathom' }, choices: [{ value: 'hour' }, { value: 'pc' }] }] }, { detail: 'It is mapped to gone, which is no longer there.' }] });
  });
  it('are needed for products without one, where the ledger has no default', () => {
    const unitless = { look: look({ survey: survey({ unitless: 2 }) }) };
    expect(checkUnits(facts(unitless))).toMatchObject({ state: 'wrong', items: [{ message: '2 products have no unit, and Ledger has no default one.', fixes: [{ action: { type: 'map', kind: 'unit', host: '*' } }] }] });
    expect(checkUnits(facts({ ...unitless, mappings: [mapped('unit', '*', 'pc')] }))?.state).toBe('ok');
    expect(checkUnits(facts({ ...unitless, reference: [...without('unit'), item('unit', 'hour', { isDefault: true })] }))?.state).toBe('ok');
  });
  it('lead to the Mappings page when there are many', () => {
    const found = checkUnits(facts(seen(...Array.from({ length: 30 }, (_, index) => `u${index}`))));
    expect([found?.items.length, found?.fixes.map(({ action }) => action)]).toEqual([12, [{ type: 'open-options', route: '#/mappings/unit' }]]);
  });
  it('do not matter where products do not become items, or the ledger has none', () => {
    expect(checkUnits(facts({ ...seen('fathom'), makesItems: false }))?.state).toBe('ok');
    expect(checkUnits(facts({ ...seen('fathom'), reference: without('unit') }))).toBeNull();
  });
  it('cannot be told where they could not be read, or nothing was seen', () => {
    expect(checkUnits(facts({ reference: without('unit'), missing: ['unit'] }))?.state).toBe('unknown');
    expect(checkUnits(facts({ look: look({ survey: null, surveyTrouble: 'Host is busy.' }) }))).toMatchObject({ state: 'unknown', detail: 'Host is busy.' });
    expect(checkUnits(facts(seen()))).toMatchObject({ state: 'unknown', detail: 'No unit was seen on 3 products and 2 documents.' });
  });
});

describe('feature 6: settings of the host', () => {
  const off = (...ids: HostSettingId[]) => ({ look: look({ survey: survey({ settings: survey().settings.map((setting) => (ids.includes(setting.id) ? { ...setting, seen: 'off' as const } : setting)) }) }) });

  it('are in order when all are seen, and cannot be told where nothing shows them', () => {
    expect(checkSettings(facts()).state).toBe('ok');
    const untold = survey({ settings: survey().settings.map((setting) => ({ ...setting, seen: 'untold' as const, evidence: 'No document yet.' })) });
    expect(checkSettings(facts({ look: look({ survey: untold }) }))).toMatchObject({ state: 'unknown', detail: expect.stringContaining('Setting line-tax (No document yet)') });
    expect(checkSettings(facts({ look: look({ survey: null }) })).state).toBe('unknown');
  });
  it('hold nothing up where a default makes good for one', () => {
    expect(checkSettings(facts(off('line-tax'))).state).toBe('warning');
    expect(checkSettings(facts(off('product-groups'))).state).toBe('warning');
    expect(checkSettings(facts({ ...off('line-accounts'), mappings: [mapped('account', '*sales', '8000'), mapped('account', '*purchase', '4000')] })).state).toBe('warning');
  });
  it('are wrong where none does, and the default can be chosen there', () => {
    expect(checkSettings(facts(off('line-accounts')))).toMatchObject({ state: 'wrong', items: [{ message: '“Setting line-accounts” seems to be switched off.', fixes: [{ label: 'Default for sales…', choices: [{ value: '8000' }] }, { label: 'Default for purchases…' }, { action: { type: 'open-host' } }] }] });
    expect(checkSettings(facts(off('product-codes'))).state).toBe('wrong');
  });
  it('are asked only as far as they matter', () => {
    expect(checkSettings(facts({ ...off('product-codes', 'product-groups'), makesItems: false })).state).toBe('ok');
    expect(checkSettings(facts({ ...off('product-codes'), itemsNeedCode: false })).state).toBe('ok');
    expect(checkSettings(facts({ ...off('product-groups'), reference: without('itemGroup') })).state).toBe('ok');
  });
});

describe('VAT codes', () => {
  const high = hostReference[0]!;
  it('lead to one of the same percentage', () => {
    expect(checkTaxCodes(facts()).state).toBe('ok');
    expect(checkTaxCodes(facts({ hostReference: [{ ...high, active: false }, { ...high, id: '18', side: 'both' }] })).state).toBe('ok');
  });
  it('are wrong where one in use leads nowhere or to another percentage', () => {
    const low = { ...high, code: '', percentage: '9' };
    expect(checkTaxCodes(facts({ hostReference: [low] }))).toMatchObject({ state: 'wrong', items: [{ message: 'High, 9 %, seen on a document' }] });
    expect(checkTaxCodes(facts({ hostReference: [low], look: look({ survey: survey({ taxCodes: [] }) }) })).state).toBe('warning');
    expect(checkTaxCodes(facts({ hostReference: [{ ...low, id: '99' }], mappings: [mapped('taxCode', '99', '2')] }))).toMatchObject({ state: 'wrong', items: [{ detail: expect.stringContaining('which has another percentage or side') }] });
  });
  it('are not asked for on a side that nothing goes over on', () => {
    expect(checkTaxCodes(facts({ hostReference: [{ ...high, code: '', percentage: '9' }], kinds: ['bill'] })).state).toBe('ok');
  });
  it('cannot be told before they were read', () => {
    expect(checkTaxCodes(facts({ hostReference: [] })).state).toBe('unknown');
    expect(checkTaxCodes(facts({ reference: without('taxCode') })).state).toBe('unknown');
  });
});

describe('accounts', () => {
  const account = hostReference[1]!;
  it('can be booked by code or by a default of their side', () => {
    expect(checkAccounts(facts()).state).toBe('ok');
    expect(checkAccounts(facts({ hostReference: [{ ...account, code: '8999', name: 'Odd' }], mappings: [mapped('account', '*sales', '8000')] })).state).toBe('ok');
  });
  it('are wrong where one on a document has none, else to be looked at', () => {
    const odd = { ...account, code: '8999', name: 'Odd' };
    expect(checkAccounts(facts({ hostReference: [odd] }))).toMatchObject({ state: 'wrong', items: [{ message: '8999, Odd, seen on a document', fixes: [{ choices: [{ value: '8000' }] }] }], fixes: [{ label: 'Default for sales…', action: { host: '*sales' } }, { label: 'Open Mappings' }] });
    expect(checkAccounts(facts({ hostReference: [{ ...odd, id: '6' }] })).state).toBe('warning');
    expect(checkAccounts(facts({ hostReference: [{ ...odd, id: '6' }], mappings: [mapped('account', '6', '1300')], reference: [...reference, item('account', '1300', { postable: false })] })).state).toBe('wrong');
  });
  it('cannot be told before they were read', () => {
    expect(checkAccounts(facts({ hostReference: [] })).state).toBe('unknown');
    expect(checkAccounts(facts({ reference: without('account') })).state).toBe('unknown');
  });
});

describe('feature 14: item groups', () => {
  const goods = { kind: 'itemGroup', id: '42', code: 'Goods', name: 'Goods', active: true } as const;
  it('match by name, and the default stands in, which is said', () => {
    expect(checkItemGroups(facts({ hostReference: [...hostReference, goods] }))).toMatchObject({ state: 'ok', detail: '1 of 2 groups of Host have a match. Default: ADV. It stands in for Goods.' });
  });
  it('are wrong without a match and a default', () => {
    const groups = [...without('itemGroup'), item('itemGroup', 'ADV', { name: 'Advice' })];
    expect(checkItemGroups(facts({ hostReference: [...hostReference, goods], reference: groups }))).toMatchObject({ state: 'wrong', items: [{ message: '“Goods” has no item group in Ledger.' }, { message: 'There is no default item group.' }] });
  });
  it('are to be looked at where an account that new items need is nowhere', () => {
    const poor = [...without('itemGroup'), item('itemGroup', 'ADV', { name: 'Advice', isDefault: true, lacks: ['revenue', 'cost'] })];
    expect(checkItemGroups(facts({ reference: poor }))).toMatchObject({ state: 'warning', items: [{ message: 'ADV has no revenue and no cost account.', fixes: [{ label: 'Default for sales…' }, { label: 'Default for purchases…' }] }] });
    expect(checkItemGroups(facts({ reference: poor, mappings: [mapped('account', '*', '8000')] }))?.state).toBe('ok');
  });
  it('do not matter where products do not become items, or the ledger has none', () => {
    expect(checkItemGroups(facts({ makesItems: false }))?.state).toBe('ok');
    expect(checkItemGroups(facts({ reference: without('itemGroup') }))).toBeNull();
    expect(checkItemGroups(facts({ reference: without('itemGroup'), missing: ['itemGroup'] }))?.state).toBe('unknown');
  });
});

describe('payment terms', () => {
  it('are in order with a default for each side', () => {
    expect(checkPaymentTerms(facts())).toMatchObject({ state: 'ok', detail: 'Defaults: sales: 30, purchase: 30.' });
  });
  it('cannot be told without one: the contact\'s own holds, and a default can be chosen', () => {
    expect(checkPaymentTerms(facts({ mappings: [mapped('paymentTerm', '*sales', '30')] }))).toMatchObject({ state: 'unknown', fixes: [{ label: 'Choose a default…', action: { type: 'map', kind: 'paymentTerm', host: '*' } }] });
  });
  it('are wrong where the default is gone', () => {
    expect(checkPaymentTerms(facts({ mappings: [mapped('paymentTerm', '*sales', '99')] }))).toMatchObject({ state: 'wrong', detail: 'The default for sales is 99, which Ledger does not have any more.', fixes: [{ action: { host: '*sales' } }] });
  });
  it('are no matter of a ledger without them', () => {
    expect(checkPaymentTerms(facts({ reference: without('paymentTerm') }))).toBeNull();
    expect(checkPaymentTerms(facts({ reference: without('paymentTerm'), missing: ['paymentTerm'] }))?.state).toBe('unknown');
  });
});

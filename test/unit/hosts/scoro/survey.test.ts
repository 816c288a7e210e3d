import { describe, expect, it } from 'vitest';
import { settingsOf, surveyOf } from '../../../../lib/hosts/scoro/survey-facts';
import { entitySchema, surveyedDocumentSchema, surveyedProductSchema } from '../../../../lib/hosts/scoro/wire';
import type { SiteSettings } from '../../../emulators/scoro';
import { open } from './account';

const survey = async (settings: Partial<SiteSettings> = {}) => {
  const opened = open({ settings });
  const seen = await opened.account.survey?.([], '2026-01-01');
  if (!seen) throw new Error('There is no survey');
  return { ...opened, seen };
};
const document = (line: object) => surveyedDocumentSchema.parse({ id: 1, no: 'A', account_id: 'acme', lines: [{ unit: 'pc', product_id: 5, ...line }] });
const linesOf = (...lines: object[]) => lines.flatMap((line) => document(line).lines ?? []);
const product = (more: object = {}) => surveyedProductSchema.parse({ product_id: 5, code: 'P', name: 'Product', unit: 'pc', productgroup_id: 3, is_deleted: 0, ...more });

describe('a look at a site', () => {
  it('takes eight calls where nothing is listed yet, and tells units, values in use and the entity', async () => {
    const { calls, seen } = await survey();
    expect(calls.map(({ endpoint }) => endpoint)).toEqual(['products/list', 'invoices/list', 'bills/list', 'invoices/view', 'invoices/view', 'bills/view', 'bills/view', 'companyAccount/list']);
    expect(seen.units.map(({ name }) => name)).toEqual(['hour', 'pc', 'sack of 25 kg']);
    expect(seen).toMatchObject({ entity: { name: 'ACME Consulting B.V.', vatNumber: 'NL004567890B01', registrationNumber: '30123456', country: 'NL', currency: 'EUR' }, entities: ['acme'], products: 4, more: false, documents: 4 });
    expect(seen.settings.map(({ seen: state }) => state)).toEqual(['on', 'on', 'on', 'on']);
  });

  it('takes the documents it is given, two of a kind, and does without one that is gone', async () => {
    const { account, calls } = open();
    const seen = await account.survey?.([1001, 999_999, 1003].map((id) => ({ kind: 'invoice' as const, id: String(id) })), '2026-01-01');
    expect(calls.map(({ endpoint }) => endpoint)).toEqual(['products/list', 'invoices/view', 'invoices/view', 'companyAccount/list']);
    expect(seen?.documents).toBe(1);
  });

  it('reads no more than three pages of products, and says that there are more', async () => {
    const { emulator, account, calls } = open();
    for (let index = 0; index < 300; index += 1) emulator.addProduct({ code: `P${index}`, unit: index === 299 ? 'late' : 'pc' });
    const seen = await account.survey?.([{ kind: 'invoice', id: '1001' }], '2026-01-01');
    expect(calls.filter(({ endpoint }) => endpoint === 'products/list')).toHaveLength(3);
    expect(seen).toMatchObject({ products: 300, more: true });
  });

  it('does without the entity where the site does not tell it', async () => {
    const { emulator, account } = open();
    emulator.faults.add({ url: 'companyAccount/list', misbehaviour: { do: 'answer-before', status: 200, body: JSON.stringify({ status: 'ERROR', statusCode: 404, messages: { error: ['Unknown module'] } }), contentType: 'application/json' } });
    expect((await account.survey?.([], '2026-01-01'))?.entity).toBeNull();
  });

  it.each([['lineBasedTax', 'line-tax'], ['financeAccounts', 'line-accounts'], ['productGroups', 'product-groups'], ['productCode', 'product-codes']] as const)('feature 6: sees that %s is off', async (setting, id) => {
    const { seen } = await survey({ [setting]: false });
    expect(seen.settings.filter(({ seen: state }) => state === 'off').map(({ id: off }) => off)).toEqual([id]);
  });
});

describe('what shows a setting', () => {
  const states = (...of: Parameters<typeof settingsOf>) => settingsOf(...of).map(({ seen }) => seen);

  it('is nothing where there is nothing to look at', () => {
    expect(states([], [])).toEqual(['untold', 'untold', 'untold', 'untold']);
  });
  it('is the field itself, even an empty one: a line may be without a code while the setting is on', () => {
    expect(states([product()], linesOf({ vat_code_id: 0, finance_account_id: null, product_code: '' }))).toEqual(['on', 'on', 'on', 'on']);
    expect(states([product()], linesOf({}))).toEqual(['off', 'off', 'on', 'off']);
  });
  it('are products with a group and a code', () => {
    expect(states([product({ productgroup_id: 0, code: '' })], [])).toEqual(['untold', 'untold', 'off', 'off']);
  });
  it('survives odd fields, and takes a unit once however it is spelt', () => {
    const seen = surveyOf([product({ name: { eng: 'x' }, productgroup_id: {} }), product({ product_id: 6, unit: ' PC ' })], false, [document({ unit: 'Hour', vat_code_id: 7 })], entitySchema.parse({ company_name: 'A', address: { country: 'EST' }, base_currency: 'eur' }));
    expect(seen.units.map(({ name }) => name)).toEqual(['pc', 'Hour']);
    expect(seen.taxCodes).toEqual(['7']);
    expect(seen.entity).toEqual({ name: 'A', vatNumber: '', registrationNumber: '', country: 'EE', currency: 'EUR' });
  });
});

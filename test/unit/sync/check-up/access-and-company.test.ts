import { describe, expect, it } from 'vitest';
import { checkAccess } from '../../../../lib/sync/check-up/access';
import { checkCompany, comparedCompany } from '../../../../lib/sync/check-up/company';
import { checkReference } from '../../../../lib/sync/check-up/reference';
import { checkSignIn } from '../../../../lib/sync/check-up/sign-in';
import { connection } from '../samples';
import { facts, look, survey } from './bench';

describe('sign-in', () => {
  const { company } = look();
  it('is good when the ledger took it for this company', () => {
    expect(checkSignIn(facts())).toMatchObject({ state: 'ok', detail: 'Ledger takes it, as Alex, and Acme BV can be used.' });
  });
  it.each([
    ['a new sign-in is asked for', { connection: connection({ state: 'sign-in-needed', trouble: 'It was taken back.' }) }, 'It was taken back.'],
    ['it is not connected', { connection: connection({ state: 'not-connected' }) }, 'It is not connected.'],
    ['the ledger refused it just now', { look: look({ company: null, signInTrouble: 'The access was refused.' }) }, 'The access was refused.'],
    ['the company cannot be used', { look: look({ company: { ...company!, unusable: 'This company is archived.' } }) }, 'Acme BV: This company is archived.'],
  ])('is wrong when %s, with a button that signs in', (_what, more, detail) => {
    expect(checkSignIn(facts(more))).toMatchObject({ state: 'wrong', detail, fixes: [{ action: { type: 'sign-in' } }] });
  });
  it('cannot be told when the call did not come through', () => {
    expect(checkSignIn(facts({ look: look({ company: null, companyTrouble: 'Ledger has trouble.' }) }))).toMatchObject({ state: 'unknown', detail: 'Ledger has trouble.' });
    expect(checkSignIn(facts({ look: look({ company: null }) })).state).toBe('unknown');
  });
});

describe('access to the sites', () => {
  it('names the sites that cannot be reached, and asks for those alone', () => {
    const access = [{ origin: 'https://acme.example.com/*', granted: true }, { origin: 'https://ledger.example.com/*', granted: false }];
    expect(checkAccess(facts({ access }))).toMatchObject({ state: 'wrong', detail: expect.stringContaining('ledger.example.com'), fixes: [{ action: { type: 'grant-access', origins: ['https://ledger.example.com/*'] } }] });
    expect(checkAccess(facts()).state).toBe('ok');
  });
});

describe('what both sides define', () => {
  it('says when it was read, or why it was not', () => {
    expect(checkReference(facts()).state).toBe('ok');
    expect(checkReference(facts({ look: look({ referenceTrouble: 'The minute is full.' }) }))).toMatchObject({ state: 'unknown', detail: expect.stringContaining('The minute is full. The rest goes by what was read'), fixes: [{ action: { type: 'refresh-reference' } }] });
    expect(checkReference(facts({ connection: connection() })).state).toBe('unknown');
  });
});

describe('entity and company', () => {
  const entity = survey().entity!;
  const company = look().company!;
  it('are compared in what both sides say, numbers without spaces and dots', () => {
    expect(comparedCompany({ ...entity, vatNumber: 'nl 1.', country: '' }, company).map(({ what, agrees }) => [what, agrees])).toEqual([['VAT number', true], ['registration number', true], ['name', true], ['currency', true]]);
  });
  it('agree by a number, however the name is written', () => {
    expect(checkCompany(facts({ look: look({ survey: survey({ entity: { ...entity, name: 'The Acme people', vatNumber: '' } }) }) })).state).toBe('ok');
  });
  it('are two companies when no number agrees', () => {
    const other = { ...entity, vatNumber: 'NL2', registrationNumber: '31' };
    expect(checkCompany(facts({ look: look({ survey: survey({ entity: other }) }) }))).toMatchObject({ state: 'wrong', detail: expect.stringContaining('VAT number NL2 in Host, NL1 in Ledger') });
  });
  it('are to be looked at when only country, currency or name differ', () => {
    expect(checkCompany(facts({ look: look({ survey: survey({ entity: { ...entity, currency: 'USD' } }) }) }))).toMatchObject({ state: 'warning', detail: expect.stringContaining('currency USD in Host, EUR in Ledger') });
    const named = { ...entity, name: 'Beta', vatNumber: '', registrationNumber: '' };
    expect(checkCompany(facts({ look: look({ survey: survey({ entity: named }) }) })).state).toBe('warning');
  });
  it('cannot be told where one side says nothing', () => {
    for (const survey_ of [null, survey({ entity: null }), survey({ entity: { name: '', vatNumber: '', registrationNumber: '', country: '', currency: '' } })]) {
      expect(checkCompany(facts({ look: look({ survey: survey_ }) })).state).toBe('unknown');
    }
    expect(checkCompany(facts({ look: look({ company: null, companyTrouble: 'No answer.' }) }))).toMatchObject({ state: 'unknown', detail: 'No answer.' });
  });
  it('are wrong when the documents are another entity\'s', () => {
    expect(checkCompany(facts({ look: look({ survey: survey({ entities: ['beta'] }) }) }))).toMatchObject({ state: 'wrong', detail: expect.stringContaining('belong to "beta", the connection is for "acme"') });
  });
});

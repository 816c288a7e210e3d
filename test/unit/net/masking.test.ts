import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskBody, maskUrl } from '../../../lib/net/masking';

const secretKeys = ['apiKey', 'api_key', 'apikey', 'user_token', 'access_token', 'refresh_token', 'client_secret', 'clientSecret', 'code', 'Code', 'authorization', 'Authorization', 'password', 'token'];
const personalKeys = ['name', 'Name', 'lastname', 'company_name', 'contact_name', 'AccountName', 'email', 'Email', 'e-mail', 'phone', 'mobile', 'AddressLine1', 'street', 'Postcode', 'City', 'vatno', 'VATNumber', 'id_code', 'iban'];

/** A value that cannot turn up by chance. */
const telling = fc.integer({ min: 0, max: 999_999 }).map((n) => `zq${String(n).padStart(6, '0')}qz`);
const plainKey = fc.constantFrom('a', 'lines', 'data', 'd', 'results', 'means_of_contact', 'request');

/** JSON of any shape with a telling value somewhere under a key that gives it away, alone or in a list. */
const hidden = (keys: readonly string[]) =>
  fc.tuple(telling, fc.constantFrom(...keys), fc.array(fc.oneof(plainKey, fc.constant(null)), { maxLength: 8 }), fc.boolean(), fc.jsonValue({ maxDepth: 2 })).map(([value, key, path, listed, noise]) => {
    const inner: unknown = { noise, [key]: listed ? [value, value] : value };
    const data = path.reduce<unknown>((data, step) => (step === null ? [data] : { [step]: data, other: 1 }), inner);
    return { value, data };
  });

describe('the body in the Requests log', () => {
  it('holds no secret, wherever it stands', () => {
    fc.assert(fc.property(hidden(secretKeys), ({ value, data }) => !maskBody(JSON.stringify(data))?.includes(value)));
  });

  it('holds no personal data but its first letter', () => {
    fc.assert(fc.property(hidden(personalKeys), ({ value, data }) => !maskBody(JSON.stringify(data))?.includes(value.slice(1))));
  });

  it('covers numbers too', () => {
    expect(maskBody('{"phone":31612345678,"api_key":12345}')).toBe('{"phone":"3•••","api_key":"•••"}');
  });

  it('keeps what is needed to see what was asked', () => {
    const body = { apiKey: 'secret', company_account_id: 'acme', filter: { number: '2026-1', lines: [{ VATCode: '4', AmountFC: -12.5, name: 'Anna', empty: null }] } };
    expect(JSON.parse(maskBody(JSON.stringify(body)) ?? '')).toEqual({ apiKey: '•••', company_account_id: 'acme', filter: { number: '2026-1', lines: [{ VATCode: '4', AmountFC: -12.5, name: 'A•••', empty: null }] } });
  });

  it('takes the key for the rule, not the case', () => expect(maskBody('{"APIKEY":"x1","Refresh_Token":"x2","NAME":"Bob"}')).toBe('{"APIKEY":"•••","Refresh_Token":"•••","NAME":"B•••"}'));

  it('fault 9: half a JSON tells its length only, since it could hold anything', () => {
    expect(maskBody('{"access_token":"abc')).toBe('(20 characters that are not JSON)');
    expect(maskBody('client_secret=hush&grant_type=x')).not.toContain('hush');
    fc.assert(fc.property(hidden(secretKeys), ({ value, data }) => !maskBody(JSON.stringify(data).slice(0, -1))?.includes(value)));
  });

  it('of a web page shows the beginning, on one line', () => {
    const shown = maskBody(`<html>\n  <title>Maintenance</title>${'x'.repeat(9000)}`) ?? '';
    expect(shown).toContain('<html> <title>Maintenance');
    expect(shown.length).toBeLessThan(200);
  });

  it('is limited in size and depth', () => {
    const wide = maskBody(JSON.stringify({ a: Array.from({ length: 5000 }, (_, index) => index) })) ?? '';
    expect(wide).toMatch(/^\{"a":\[0,1,.{1900,2000}… \(the first 2,000 of 23,8\d\d characters\)$/);
    expect(maskBody(JSON.stringify(Array.from({ length: 100_000 }, (_, index) => index)))).toBe('(588,891 characters, too many to keep)');
    const deep = `${'{"a":'.repeat(5000)}{"text":"down here"}${'}'.repeat(5000)}`;
    expect(maskBody(deep)).not.toContain('down here');
    expect(maskBody(`${'['.repeat(50)}"down here"${']'.repeat(50)}`)).not.toContain('down here');
    expect(maskBody(`{"name":${'['.repeat(50)}"down here"${']'.repeat(50)}}`)).not.toContain('own here');
  });

  it('is null where there is none, and never throws', () => {
    expect([maskBody(undefined), maskBody('')]).toEqual([null, null]);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => typeof maskBody(text) === 'string' || text === ''));
  });
});

describe('the address in the Requests log', () => {
  const base = 'https://start.exactonline.nl/api/v1/123456/crm/Accounts';

  it.each(['Name', 'Email', 'VATNumber', 'ChamberOfCommerce'])('does not say which %s was looked for', (field) => {
    const url = `${base}?$filter=${encodeURIComponent(`${field} eq 'O''Brien & Zn'`)}&$select=ID`;
    expect(maskUrl(url)).toBe(`${base}?$filter=${field} eq '•••'&$select=ID`);
  });

  it('says which document was', () => expect(maskUrl(`${base}?$filter=YourRef+eq+'2026-1'`)).toBe(`${base}?$filter=YourRef eq '2026-1'`));

  it('holds no key or token', () => {
    fc.assert(
      fc.property(telling, fc.constantFrom('apiKey', 'api_key', 'access_token', 'code', 'client_secret', 'token'), fc.boolean(), (value, name, first) => {
        const shown = maskUrl(`${base}?${first ? '' : 'a=1&'}${name}=${value}&z=2`);
        return !shown.includes(value) && shown.endsWith('z=2');
      }),
    );
  });

  it('is made of any address, also one that is badly encoded', () => {
    expect(maskUrl(`${base}?q=100%`)).toBe(`${base}?q=100%`);
    fc.assert(fc.property(fc.string(), (text) => maskUrl(`${base}?q=${text.replaceAll('#', '')}`).startsWith(base)));
  });
});

it('names of parties are personal data in every spelling, numbers of documents are not', () => {
  const masked = maskBody(JSON.stringify({ Customer: { DisplayName: 'Jan Peeters', GivenName: 'Jan', FamilyName: 'Peeters', CompanyName: 'Peeters BV', BillAddr: { Line1: 'Lindelaan 2', PostalCode: '3512 AB' }, PrimaryPhone: { FreeFormNumber: '030 1234567' }, PrimaryTaxIdentifier: 'NL1' }, DocNumber: '20260117' })) ?? '';
  for (const personal of ['Jan', 'Peeters', 'Lindelaan', '3512', '1234567', 'NL1']) expect(masked).not.toContain(personal);
  expect(masked).toContain('20260117');
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failedBodyKept, maskBody, maskData, maskText, maskUrl } from '../../../lib/net/masking';
import { maskXml } from '../../../lib/net/masking-xml';

/** Somebody who must not be found anywhere. */
const canaries = ['Quirijn', 'Zwaluwstaart', 'Kanariestraat', '3599ZZ', 'Vogelwijk', 'quirijn@zwaluw.example', '+31 6 99 88 77 66', 'NL55 INGB 0001 2345 67', 'NL998877665B01', 'hush-hush-key'];
const person = { first: canaries[0], last: canaries[1], street: canaries[2], zip: canaries[3], city: canaries[4], mail: canaries[5], phone: canaries[6], iban: canaries[7], vat: canaries[8], key: canaries[9] };
const found = (text: string | null) => canaries.filter((canary) => text?.includes(canary));

/** The shapes in which the systems say who somebody is. */
const bodies: [what: string, body: unknown][] = [
  ['a contact of the host', { apiKey: person.key, request: { name: person.first, lastname: person.last, vatno: person.vat, id_code: '1', addresses: [{ street: person.street, zipcode: person.zip, city: person.city, country: 'nld' }], means_of_contact: { phone: [person.phone], mobile: [person.phone], email: [person.mail] }, bankaccount: person.iban } }],
  ['an invoice of the host', { status: 'OK', data: { company_name: `${person.first} ${person.last}`, company_address1: person.street, person_name: person.last, description: `For ${person.first}`, lines: [{ comment: `Visit to ${person.street}`, product_name: 'Hours', price: '10.00' }] } }],
  ['an account of the ledger', { d: { Name: `${person.first} ${person.last}`, AddressLine1: person.street, Postcode: person.zip, City: person.city, Email: person.mail, Phone: person.phone, VATNumber: person.vat, ChamberOfCommerce: '123', MainContactFullName: person.last, CreatorFullName: person.first, ModifierFullName: person.last, InvoiceAccountName: person.first, BankAccounts: [{ BankAccount: person.iban, BICCode: 'INGBNL2A' }] } }],
  ['an entry of the ledger', { d: { CustomerName: person.last, Description: `${person.first} came`, YourRef: '2026-1', SalesEntryLines: [{ Description: person.street, AmountFC: -12.5, Notes: person.mail }] } }],
  ['a customer of another', { Customer: { DisplayName: person.last, GivenName: person.first, FamilyName: person.last, PrintOnCheckName: person.last, BillAddr: { Line1: person.street, City: person.city, PostalCode: person.zip, Lat: '52.1', Long: '5.1' }, PrimaryEmailAddr: { Address: person.mail }, PrimaryPhone: { FreeFormNumber: person.phone }, Mobile: { FreeFormNumber: person.phone }, PrimaryTaxIdentifier: person.vat, WebAddr: { URI: 'https://x' } } }],
  ['an invoice of another', { Invoice: { CustomerRef: { value: '1', name: person.last }, BillEmail: { Address: person.mail }, CustomerMemo: { value: 'x' }, PrivateNote: person.first, Line: [{ Description: person.street, Amount: 10 }] } }],
  ['users', { data: [{ id: 1, firstname: person.first, lastname: person.last, full_name: person.last, email: person.mail }], user_token: person.key }],
  ['an error that quotes', { error: { message: { value: `Invalid: e-mail ${person.mail}, account ${person.iban}, VAT ${person.vat}, call ${person.phone}` } } }],
];

describe('threat 19: what is written of a call', () => {
  it.each(bodies)('holds nothing of %s', (_what, body) => {
    const text = maskBody(JSON.stringify(body), failedBodyKept);
    expect(found(text)).toEqual([]);
    expect(text?.startsWith('{')).toBe(true);
  });

  it('keeps what is needed to see what was booked: numbers, amounts, days, names of things', () => {
    const body = { no: '20260117', date: '2026-11-21', sum: '1210.00', AmountFC: -12.5, product_name: 'Hours', vat_name: 'BTW 21%', Journal: '70', GLAccount: '7f0e6a5c-0000-4000-8000-000000000001', when: '2026-11-21T10:00:00+02:00' };
    expect(JSON.parse(maskBody(JSON.stringify(body)) ?? '')).toEqual(body);
  });

  const xml = (inner: string) => `<?xml version="1.0" encoding="utf-8"?><eExact xsi:noNamespaceSchemaLocation="eExact-XML.xsd">${inner}</eExact>`;
  const document = xml(
    `<Accounts><Account code="12" status="C"><Name>${person.first} ${person.last}</Name><Phone>${person.phone}</Phone><Email>${person.mail}</Email><Address type="INV"><AddressLine1>${person.street}</AddressLine1><PostalCode>${person.zip}</PostalCode><City>${person.city}</City></Address><VATNumber>${person.vat}</VATNumber><BankAccounts><BankAccount code="${person.iban}"/></BankAccounts></Account></Accounts>` +
      `<GLTransactions><GLTransaction entry="26700001"><Journal code="70"/><Date>2026-11-21</Date><GLTransactionLine type="40" line="1"><Description>Visit to ${person.street} &amp; co</Description><Amount><Currency code="EUR"/><Value>-121.00</Value></Amount></GLTransactionLine></GLTransaction></GLTransactions>`,
  );

  it('holds nothing of XML either, but numbers, days, codes and amounts', () => {
    const text = maskBody(document, failedBodyKept) ?? '';
    expect(found(text)).toEqual([]);
    for (const kept of ['<GLTransaction entry="26700001">', '<Journal code="70"/>', '<Date>2026-11-21</Date>', '<Value>-121.00</Value>', 'code="EUR"', '<Account code="12" status="C">']) expect(text).toContain(kept);
  });

  it('shows the words in which an upload was refused', () => {
    const text = maskBody(xml(`<Messages><Message type="0"><Topic code="GLTransactions"><Data key="7"/></Topic><Date>2026-11-21T10:00:00</Date><Description>Onderwerp [GLTransactions] Verplicht: Dagboek, ${person.mail}</Description></Message></Messages>`)) ?? '';
    expect(text).toContain('Messages: Onderwerp [GLTransactions] Verplicht: Dagboek, •••');
    expect(found(text)).toEqual([]);
  });

  it('of XML that is cut off, or is none, leaves no half sentence', () => {
    for (let length = 40; length < document.length; length += 37) expect(found(maskXml(document, length))).toEqual([]);
    for (let length = 40; length < document.length; length += 37) expect(found(maskBody(document.slice(0, length), failedBodyKept))).toEqual([]);
    expect(maskBody(document, 400)).toMatch(/\(of [\d,]+ characters\)$/);
  });

  it('never throws, and takes no long over what somebody else wrote', () => {
    const long = ['<?xml?>'.padEnd(50_000, '<a '), `<?xml?>${'<a b="'.repeat(20_000)}`, `{"a":"${'+1 '.repeat(60_000)}"}`, `{"a":"${'NL00 AAAA '.repeat(20_000)}"}`, `{"a":"${'a@'.repeat(80_000)}"}`];
    const before = performance.now();
    for (const text of long) expect(typeof maskBody(text)).toBe('string');
    // Well below a second by itself; a machine may be busy.
    expect(performance.now() - before).toBeLessThan(20_000);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof maskXml(`<?xml?>${text}`, 500) === 'string' && typeof maskText(text) === 'string'));
  }, 60_000);
});

describe('threat 19: the address and the purpose', () => {
  it.each([
    `https://x.example/query?query=${encodeURIComponent(`select * from Customer where DisplayName IN ('${person.last}', 'O\\'Brien ${person.first}') startposition 1`)}`,
    `https://x.example/query?query=${encodeURIComponent(`select * from Customer where PrimaryEmailAddr = '${person.mail}' and FamilyName LIKE '%${person.last}%'`)}`,
    `https://x.example/crm/Accounts?$filter=${encodeURIComponent(`substringof('${person.last}',Name) eq true or startswith(Name,'${person.first}')`)}`,
    `https://x.example/crm/Accounts?$filter=${encodeURIComponent(`Name eq '${person.last}' and Postcode eq '${person.zip}' and AddressLine1 eq '${person.street}'`)}`,
    `https://x.example/?mail=${encodeURIComponent(person.mail ?? '')}&sig=${person.key}`,
  ])('say nothing of people: %s', (url) => expect(found(maskUrl(url))).toEqual([]));

  it('cover what is personal by its form', () => {
    expect(maskText(`write to ${person.mail} or ${person.phone}`)).toBe('write to •••@••• or +•••');
    expect(maskText('look for invoice 20260117, VD-2026/0815 of 2026-11-21')).toBe('look for invoice 20260117, VD-2026/0815 of 2026-11-21');
  });

  it('settings lose who sees the bar, and where messages go', () => {
    expect(found(JSON.stringify(maskData({ sync: { users: [person.mail], notify: { webhook: `https://x/${person.key}`, mailto: person.mail } }, mode: 'manual' })))).toEqual([]);
  });
});

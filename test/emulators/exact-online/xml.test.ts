import { describe, expect, test } from 'vitest';
import { bench, type Bench } from './support';
import type { ExactOnlineOptions } from './index';

interface Line {
  line: string;
  gl: string;
  value: string;
  vat?: string;
  base?: string;
  vatAmount?: string;
  more?: string;
}

const lineOf = ({ line, gl, value, vat, base, vatAmount, more = '' }: Line): string => {
  const money = (inner: string) => `<Currency code="EUR"/><Value>${value}</Value>${vat ? `<VAT code="${vat}"/>` : ''}${base ? `<VATBaseAmount>${base}</VATBaseAmount>` : ''}${inner}`;
  return `<GLTransactionLine type="20" line="${line}" status="20"><Date>2026-03-01</Date><GLAccount code="${gl}"/>${more}<Amount>${money('')}</Amount>${vatAmount ? `<ForeignAmount>${money(`<VATAmount>${vatAmount}</VATAmount>`)}</ForeignAmount>` : ''}<References><InvoiceNumber>26700099</InvoiceNumber><YourRef>JOB-1</YourRef></References></GLTransactionLine>`;
};
const sound: Line[] = [
  { line: '0', gl: '1300', value: '121' },
  { line: '1', gl: '8010', value: '-100', vat: '2', base: '-100', vatAmount: '-21' },
  { line: '9999', gl: '1500', value: '-21', vat: '2', base: '-100' },
];
const entry = (lines: readonly Line[] = sound, { type = '20', journal = '70', account = '<Account code="1"/>', head = '' } = {}): string =>
  `<GLTransaction><TransactionType number="${type}"/><Journal code="${journal}"/>${head}<Date>2026-03-01</Date><Description>Freight</Description>${account}${lines.map(lineOf).join('')}</GLTransaction>`;
const fileOf = (...entries: string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><eExact xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="eExact-XML.xsd"><GLTransactions>${entries.join('')}</GLTransactions></eExact>`;

const address = 'https://start.exactonline.nl/docs/XMLUpload.aspx?Topic=GLTransactions&_Division_=123456';
const setUp = (options: ExactOnlineOptions = {}) => {
  const it = bench(options);
  const upload = (body: string, url = address, headers: Record<string, string> = {}) => it.call('POST', url, body, { 'content-type': 'application/xml; charset=utf-8', accept: 'text/xml', ...headers });
  return { ...it, upload };
};
const saidIn = (text: string) => [...text.matchAll(/<Message type="(\d)">.*?<Description>(.*?)<\/Description>/gs)].map(([, type, words]) => [type, words]);
const entries = ({ exact }: Pick<Bench, 'exact'>) => exact.company().salesEntries;

describe('the upload of entries', () => {
  test('books them as the REST API does, and says so for each with status 200', async () => {
    const it = setUp();
    const answer = await it.upload(fileOf(entry()));
    expect([answer.status, answer.headers.get('content-type'), saidIn(answer.text)]).toEqual([200, 'text/xml; charset=utf-8', [['2', 'Aangemaakt']]]);
    expect(entries(it)).toMatchObject([{ InvoiceNumber: 26700099, YourRef: 'JOB-1', AmountFC: '121.00', VATAmountFC: '21.00', Type: 20, Description: 'Freight', ReportingYear: 2026, ReportingPeriod: 3 }]);
    expect(it.exact.company().terms).toMatchObject([{ TransactionAmountFC: '121.00', GLAccountCode: '1300' }]);
    expect(answer.text).toContain(`keyAlt="${String(entries(it)[0]?.['EntryNumber'])}"`);
  });

  test('keeps VAT as it is stated line by line', async () => {
    const it = setUp();
    const stated = sound.map((line) => ({ ...line, value: { '0': '121.01', '1': '-100', '9999': '-21.01' }[line.line] ?? '', ...(line.vatAmount ? { vatAmount: '-21.01' } : {}) }));
    expect(saidIn((await it.upload(fileOf(entry(stated)))).text)).toEqual([['2', 'Aangemaakt']]);
    expect(entries(it)[0]).toMatchObject({ AmountFC: '121.01', VATAmountFC: '21.01' });
  });

  test('one that is refused keeps none of the others, and the text is that of the API, led by the topic, in the user\'s language', async () => {
    for (const [language, words] of [['nl', 'Onderwerp [GLTransactions] In gebruik: Boekstuknummer'], ['en', 'Subject [GLTransactions] In use: Document number']] as const) {
      const it = setUp({ language });
      const other = entry().replaceAll('26700099', '26700100');
      const answer = await it.upload(fileOf(entry(), entry(), other));
      expect(saidIn(answer.text).map(([type, text]) => [type, type === '0' ? text : ''])).toEqual([['2', ''], ['0', words], ['2', '']]);
      expect(entries(it)).toHaveLength(2);
    }
  });

  const change = (of: string, more: Partial<Line>) => sound.map((line) => (line.line === of ? { ...line, ...more } : line));
  test.each([
    ['lines that do not add up', entry(change('0', { value: '121.01' })), 'De boeking is niet in evenwicht op: 2026 / 3 (Type: Verkoopboeking) - Verschil: EUR 0,01'],
    ['a VAT line of another amount', entry([...change('9999', { value: '-20' }), { line: '2', gl: '8010', value: '-1', vat: '0' }]), 'Invoer 1: Het bedrag van de BTW regel met BTW code 2 komt niet overeen met het totaal aan BTW-bedragen in de grondslagregels'],
    ['an unknown account', entry(change('1', { gl: '8999' })), 'Ongeldige referentie: Grootboekrekening'],
    ['an unknown VAT code', entry(change('1', { vat: '99' })), 'Ongeldige referentie: Btw-code'],
    ['an unknown cost centre', entry(change('1', { more: '<Costcenter code="NO"/>' })), 'Ongeldige referentie: Kostenplaats'],
    ['an unknown payment condition', entry(sound, { head: '<PaymentCondition code="99"/>' }), 'Ongeldige referentie: Betalingsconditie'],
    ['an unknown journal', entry(sound, { journal: '99' }), 'Ongeldige referentie: Journals'],
    ['a journal of another kind', entry(sound, { journal: '60' }), 'Ongeldig: Dagboek'],
    ['a supplier', entry(sound, { account: '<Account code="4"/>' }), 'Ongeldig: Klant (Type)'],
    ['an account nobody has', entry(sound, { account: '<Account code="999"/>' }), 'Verplicht: Relatie'],
    ['a malformed guid', entry(sound, { account: '<Account ID="{12}"/>' }), 'Niet herkende GUID-indeling.'],
    ['the total on the payables', entry(change('0', { gl: '1600' })), 'Ongeldig: Grootboekrekeningtype'],
    ['VAT on another account than the code\'s', entry(change('9999', { gl: '1520' })), 'Ongeldig: Grootboekrekening'],
    ['a credit note with the sign of an invoice', entry(sound, { type: '21' }), 'Ongeldig: Transactietype'],
    ['another type', entry(sound, { type: '40' }), 'Ongeldig: Transactietype'],
  ])('refuses %s', async (_, xml, words) => {
    const it = setUp();
    const said = saidIn((await it.upload(fileOf(xml))).text);
    expect(said).toHaveLength(1);
    expect(said[0]?.[0]).toBe('0');
    expect(said[0]?.[1]?.split('\n')).toContain(`Onderwerp [GLTransactions] ${words}`);
    expect(entries(it)).toEqual([]);
  });

  test('refuses a closed period', async () => {
    const it = setUp();
    it.exact.closePeriod('70', 2026, 3);
    expect(saidIn((await it.upload(fileOf(entry()))).text)).toEqual([['0', 'Onderwerp [GLTransactions] Periode is afgesloten: 2026 - 3']]);
  });

  test.each([
    ['no XML', fileOf(entry()).slice(0, 200)],
    ['a document type', `<!DOCTYPE eExact [<!ENTITY x "y">]>${fileOf(entry()).replace(/^<\?xml.*?\?>/, '')}`],
    ['children out of order', fileOf(entry().replace('<Description>Freight</Description>', '').replace('</GLTransaction>', '<Description>Freight</Description></GLTransaction>'))],
    ['an element nobody knows', fileOf(entry().replace('<Description>Freight</Description>', '<Remark>Freight</Remark>'))],
    ['an entry without lines', fileOf(entry([]))],
    ['a day that is none', fileOf(entry().replaceAll('2026-03-01', '2026-02-30'))],
    ['an amount with a comma', fileOf(entry().replace('<Value>121</Value>', '<Value>1,21</Value>'))],
    ['another topic', fileOf(entry()).replaceAll('GLTransactions', 'MatchSets')],
  ])('of %s nothing is booked: fatal', async (_, xml) => {
    const it = setUp();
    const answer = await it.upload(xml);
    expect([answer.status, saidIn(answer.text).map(([type]) => type)]).toEqual([200, ['3']]);
    expect(entries(it)).toEqual([]);
  });

  test('without access, division or topic there comes a page, with status 200', async () => {
    const it = setUp();
    const pages = [
      await it.upload(fileOf(entry()), address, { authorization: 'Bearer nothing' }), await it.upload(fileOf(entry()), address.replace('123456', '654321')),
      await it.upload(fileOf(entry()), address.replace('Topic=GLTransactions', 'Topic=Wishes')),
    ];
    for (const { status, headers } of pages) expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(entries(it)).toEqual([]);
    expect((await setUp({ xml: { withoutAccess: 'status' } }).upload(fileOf(entry()), address, { authorization: 'Bearer nothing' })).status).toBe(401);
  });

  test('counts in the minute of the REST API, and takes 10 MB at the most', async () => {
    const it = setUp({ limits: { perMinute: 3 } });
    await it.get('vat/VATCodes?$select=Code');
    expect((await it.upload(fileOf(entry()))).headers.get('X-RateLimit-Minutely-Remaining')).toBe('1');
    expect((await it.upload(fileOf(entry().replace('Freight', 'x'.repeat(10_000_001))))).status).toBe(413);
    expect((await it.upload(fileOf(entry()))).status).toBe(429);
    expect(entries(it)).toHaveLength(1);
  });

  test('what is not known of its answers can be had each way', async () => {
    const quiet = await setUp({ xml: { tells: 'failures', data: 'nothing' } }).upload(fileOf(entry(), entry()));
    expect([saidIn(quiet.text).map(([type]) => type), quiet.text.includes('<Data')]).toEqual([['0'], false]);
    expect((await setUp({ xml: { data: 'key-and-number' } }).upload(fileOf(entry()))).text).toMatch(/key="\{[0-9a-f-]{36}\}"/);
  });
});

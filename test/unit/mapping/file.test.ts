import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv, type MappingColumns } from '../../../lib/mapping/csv';
import { planImport, type Existing } from '../../../lib/mapping/import';
import type { ReferenceItem } from '../../../lib/model/reference';

const columns = (more: Partial<MappingColumns> = {}): MappingColumns => ({ kind: 'account', host: '9', hostName: '', ledger: '8000', ledgerName: '', origin: 'hand', used: '0', ...more });
const head = 'kind,host,hostName,ledger,ledgerName,origin,used';

describe('features 12, 13, 14: mappings as a table for spreadsheets', () => {
  it('is read back as it was written, whatever the values: signs, quotes, line breaks, apostrophes', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.stringMatching(/^['=+\-@\t\r\n";, a1]{0,12}$/)).map((text) => text.trim());
    const row = fc.record({ kind: fc.constant('account'), host: value, hostName: value, ledger: value, ledgerName: value, origin: fc.constant('hand'), used: fc.nat().map(String) });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const { rows: read, refused } = readCsv(writeCsv(rows));
      expect(refused).toEqual([]);
      expect(read.map(({ host, hostName, ledger }) => ({ host, hostName, ledger }))).toEqual(rows.map(({ host, hostName, ledger }) => ({ host, hostName, ledger })));
    }), { numRuns: 500 });
  });

  it('has no cell that a spreadsheet would run', () => {
    const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("https://x")', '\'=1'];
    const text = writeCsv(dangerous.map((host) => columns({ host })));
    const cells = text.replace(/^\uFEFF/, '').split('\r\n').slice(1, -1).map((line) => line.slice('account,'.length).replace(/^"/, ''));
    expect(cells.filter((cell) => !cell.startsWith('\''))).toEqual([]);
    expect(readCsv(text).rows.map(({ host }) => host)).toEqual(dangerous.map((host) => host.trim()));
  });

  it('is read as spreadsheets save it: semicolons, tabs, "sep=", a byte order mark, either line end, empty lines', () => {
    const expected = [{ line: 2, kind: 'unit', host: 'piece', hostName: '', ledger: 'pc' }, { line: 4, kind: 'unit', host: 'two\nlines', hostName: '', ledger: 'pc' }, { line: 6, kind: 'unit', host: 'hour', hostName: '', ledger: 'hr' }];
    for (const delimiter of [',', ';', '\t']) {
      for (const end of ['\r\n', '\n']) {
        const lines = [['Kind', 'HOST', 'Ledger'], ['unit', 'piece', 'pc'], ['', '', ''], ['unit', '"two\nlines"', 'pc'], ['unit', ' hour ', 'hr']].map((cells) => cells.join(delimiter));
        expect(readCsv(`\uFEFF${lines.join(end)}${end}`)).toEqual({ rows: expected, refused: [] });
      }
    }
    expect(readCsv('sep=;\r\nkind;host;ledger\r\nunit;piece;pc').rows).toEqual([{ line: 3, kind: 'unit', host: 'piece', hostName: '', ledger: 'pc' }]);
  });

  it('is refused whole when it is something else, and by the row where a quotation mark is left open', () => {
    expect(() => readCsv('a,b\n1,2')).toThrow('The file has no column "kind" and no column "host" and no column "ledger".');
    expect(() => readCsv('')).toThrow(/has no column/);
    const { rows, refused } = readCsv(`${head}\nunit,piece,,pc\nunit,"hour,,hr`);
    expect([rows.map(({ host }) => host), refused]).toEqual([['piece'], [{ line: 3, reason: 'A quotation mark is opened and not closed, or stands within a value.' }]]);
  });
});

describe('features 12, 13, 14: what an import would do', () => {
  const item = (kind: ReferenceItem['kind'], code: string, more: Partial<ReferenceItem> = {}): ReferenceItem => ({ kind, id: `${kind}-${code}`, code, name: `Name of ${code}`, ...more });
  const reference = [item('account', '8000'), item('account', '0800'), item('account', '1300', { postable: false }), item('taxCode', '2'), item('taxCode', '2I', { taxBasis: 'including' }), item('unit', 'pc')];
  const there = (more: Partial<Existing>): Existing => ({ kind: 'account', host: '9', ledger: '8000', origin: 'hand', ...more });
  const plan = (lines: string[], existing: Existing[] = []) => planImport(readCsv([head, ...lines].join('\n')).rows, { existing, reference, ledgerName: 'Exact Online' });
  const steps = (...of: Parameters<typeof plan>) => plan(...of).steps.map(({ change, host, ledger }) => `${change} ${host} ${ledger}`);

  it('tells what is added, changed and the same; the ledger\'s value by code, id or name', () => {
    expect(steps(['account,1,,8000', 'account,2,,account-8000', 'account,3,,name of 8000'])).toEqual(['add 1 8000', 'add 2 8000', 'add 3 8000']);
    expect(steps(['account,9,,0800', 'unit,piece,,pc'], [there({}), there({ kind: 'unit', host: 'Piece', ledger: 'pc' })])).toEqual(['change 9 0800', 'same Piece pc']);
  });

  it('removes nothing: what the file leaves out or leaves empty stays', () => {
    expect(plan(['account,9,,'], [there({}), there({ host: '10' })])).toEqual({ steps: [], refused: [{ line: 2, reason: 'The column "ledger" is empty. Nothing is removed by an import.' }] });
  });

  it.each([
    ['acount,9,,8000', 'There is no kind "acount".'], ['account,,,8000', 'the column "host" is empty'], ['account,9,,7777', 'Exact Online has no account "7777".'],
    ['account,9,,800', 'Is 0800 meant? Spreadsheets drop zeros'], ['account,9,,1300', 'cannot be used here'], ['taxCode,301,,2I', 'cannot be used here'], [`account,${'x'.repeat(501)},,8000`, 'longer than 500'],
  ])('refuses %s', (line, reason) => expect(plan([line]).refused).toEqual([{ line: 2, reason: expect.stringContaining(reason) }]));

  it('refuses a row that stands there twice, in whatever spelling, and what the policy sets', () => {
    expect(plan(['unit,Piece,,pc', 'unit, piece ,,pc']).refused).toEqual([{ line: 3, reason: 'The unit "piece" stands on line 2 already.' }]);
    expect(plan(['account,9,,0800'], [there({ origin: 'policy' })]).refused).toEqual([{ line: 2, reason: 'Your company\'s policy sets this mapping.' }]);
  });

  it('feature 20: takes contacts and products by the ledger\'s id, to the letter', () => {
    expect(steps(['contact,12,ACME,guid-1', 'contact,12a,,guid-2', 'product,12,,guid-3'], [there({ kind: 'contact', host: '12A', ledger: 'guid-2' })])).toEqual(['add 12 guid-1', 'add 12a guid-2', 'add 12 guid-3']);
  });
});

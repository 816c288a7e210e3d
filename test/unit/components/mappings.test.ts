import { describe, expect, it } from 'vitest';
import { choicesFor } from '../../../components/options/mappings/choices';
import { heldGaps, heldJobs, withHeld } from '../../../components/options/mappings/gaps';
import { cluesFor, withSuggestions } from '../../../components/options/mappings/guesses';
import { sentHere, waitingFor } from '../../../components/options/mappings/heldJobs';
import { isGap, type MappingLine } from '../../../components/options/mappings/line';
import { filterMappings, kindsShown, mappingData, mappingLines } from '../../../components/options/mappings/lines';
import { kindOf } from '../../../components/options/mappings/useKind';
import type { Mapping } from '../../../lib/model/mapping';
import type { MappingKind, ReferenceItem, ReferenceKind } from '../../../lib/model/reference';
import type { HostReferenceRow, JobRow, MappingRow, ReferenceRow } from '../../../lib/storage/rows';

const item = (kind: ReferenceKind, code: string, more: Partial<ReferenceItem> = {}): ReferenceRow => ({ connection: 'acme', kind, id: `${kind}-${code}`, code, name: `Name of ${code}`, ...more });
const tax = (code: string, percentage: string, side: 'sales' | 'purchase' | 'both', more: Partial<ReferenceItem> = {}) => item('taxCode', code, { percentage, side, taxBasis: 'excluding', ...more });
const value = (kind: HostReferenceRow['kind'], id: string, code: string, more: Partial<HostReferenceRow> = {}): HostReferenceRow => ({ connection: 'acme', kind, id, code, name: `Host ${code}`, active: true, ...more });
const map = (kind: MappingKind, host: string, ledger: string, more: Partial<Mapping & MappingRow> = {}): MappingRow => ({ connection: 'acme', kind, host, ledger, origin: 'hand', used: 0, updatedAt: 0, ...more });

const dutch = [tax('0', '0', 'both'), tax('1', '9', 'sales'), tax('2', '21', 'sales'), tax('2A', '21', 'sales'), tax('2I', '21', 'sales', { taxBasis: 'including' }), tax('5', '21', 'purchase'), tax('6', '9', 'purchase')];
const high = value('taxCode', '301', '2', { percentage: '21' });
const names = { currency: 'EUR', hostName: 'Scoro', ledgerName: 'Exact Online' };
const data = (mappings: MappingRow[], reference: ReferenceRow[], values: HostReferenceRow[] = []) => mappingData(mappings, reference, values, names);
const lines = (kind: MappingKind, ...of: Parameters<typeof data>) => mappingLines(kind, data(...of));
const shown = (line: MappingLine) => `${line.name}${line.side ? ` ${line.side}` : ''}: ${line.ledger ? `${line.ledger.code} ${line.origin}` : line.state}`;
const values = (found: readonly MappingLine[]) => found.filter(({ key }) => !key.startsWith('default/')).map(shown);

describe('what would be used now', () => {
  it('is told for each side where they differ, and once where they do not', () => {
    const zero = value('taxCode', '303', '0', { percentage: '0' });
    expect(values(lines('taxCode', [], dutch, [high, zero]))).toEqual(['Host 0: 0 code', 'Host 2 sales: 2 code', 'Host 2 purchase: 5 percentage']);
  });

  it('is never a VAT code by its name, since documents carry none', () => {
    expect(values(lines('taxCode', [], dutch, [value('taxCode', '9', 'X', { name: 'Name of 1', percentage: '21' })]))).toEqual(['Name of 1 sales: gap', 'Name of 1 purchase: 5 percentage']);
  });

  it('follows a mapping of the id, the code or the percentage, and says which one to remove', () => {
    for (const [host, own] of [['301', true], ['2', true], ['21', false]] as const) {
      const [sales] = lines('taxCode', [map('taxCode', host, '2A', { used: 3 })], dutch, [high]).filter(({ side }) => side === 'sales');
      expect([sales?.ledger?.code, sales?.origin, sales?.mapping?.host ?? null]).toEqual(['2A', 'hand', own ? host : null]);
    }
  });

  it('is the account of the same code, else the default of its side', () => {
    const reference = [item('account', '8000', { use: 'revenue' }), item('account', '8010', { use: 'revenue' }), item('account', '1300', { postable: false })];
    const accounts = [value('account', '1', '8000'), value('account', '2', '8555'), value('account', '3', '1300')];
    expect(values(lines('account', [map('account', '*sales', '8010')], reference, accounts))).toEqual([
      'Host 1300 purchase: gap', 'Host 8555 purchase: gap', 'Host 1300 sales: 8010 default', 'Host 8000: 8000 code', 'Host 8555 sales: 8010 default',
    ]);
  });

  it('is the item group of the same name, else the ledger\'s own default', () => {
    const reference = [item('itemGroup', 'C', { name: 'Consulting' }), item('itemGroup', 'D', { isDefault: true })];
    const found = lines('itemGroup', [], reference, [value('itemGroup', '41', 'Consulting', { name: 'consulting' }), value('itemGroup', '42', 'D', { name: 'Goods' })]);
    expect(found.map(shown)).toEqual(['Any other: D default', 'consulting: C name', 'Goods: D default']);
  });

  it('names the journal that is taken by default, so that the choice is never silent', () => {
    const journals = [item('journal', '71', { side: 'sales', currency: 'USD' }), item('journal', '70', { side: 'sales', anyCurrency: true }), item('journal', '60', { side: 'purchase', currency: 'EUR' })];
    expect(lines('journal', [], journals).map(shown)).toEqual(['Invoices: 70 default', 'Credit notes: 70 default', 'Bills: 60 default', 'Credit notes of suppliers: 60 default']);
    expect(lines('journal', [map('journal', 'invoice', '71')], journals).map(shown).slice(0, 2)).toEqual(['Invoices: 71 hand', 'Credit notes: 71 default']);
    expect(lines('journal', [map('journal', 'bill', '99')], journals).filter(isGap).map(({ host, hint }) => `${host}: ${hint}`)[0]).toMatch(/^bill: Mapped to 99, which Exact Online no longer has/);
  });

  it('is nothing for a default that is not set, which is not missed', () => {
    expect(lines('paymentTerm', [], [item('paymentTerm', '30')]).map(({ host, state, ledger }) => [host, state, ledger])).toEqual([['*sales', 'open', null], ['*purchase', 'open', null], ['*', 'open', null]]);
    expect(lines('taxCode', [map('taxCode', 'none', '0', { origin: 'policy' })], dutch).map(shown)).toEqual(['Lines without VAT: 0 policy']);
  });
});

describe('gaps', () => {
  it('come first, with what would fit', () => {
    const found = lines('taxCode', [], dutch, [high, value('taxCode', '309', 'NL', { percentage: '21' }), value('taxCode', '310', 'OLD', { percentage: '6' })]);
    expect(found.map((line) => [line.name, line.side, isGap(line)]).slice(0, 3)).toEqual([['Host NL', 'sales', true], ['Host OLD', null, true], ['Lines without VAT', null, false]]);
    expect(found[0]?.suggestions.map(({ code }) => code)).toEqual(['2', '2A']);
    expect(found[1]?.hint).toBe('No VAT code in Exact Online has this percentage.');
  });

  it('are not those of a code that is plainly the other side\'s', () => {
    const input = value('taxCode', '305', '5', { percentage: '21' });
    expect(values(lines('taxCode', [], dutch, [input]))).toEqual(['Host 5 sales: open', 'Host 5 purchase: 5 code']);
    const [sales, purchase] = lines('taxCode', [map('taxCode', '301', '2A')], dutch, [high]).slice(1);
    expect([sales?.state, purchase?.state, purchase?.hint, purchase?.mapping]).toEqual(['set', 'open', 'Mapped to 2A, which is for sales.', null]);
  });

  it('are those a mapping by percentage alone makes', () => {
    expect(values(lines('taxCode', [map('taxCode', '21', '2')], dutch, [high]))[0]).toBe('Host 2 purchase: gap');
  });

  it('are mappings to what is gone, whichever kind', () => {
    const found = lines('unit', [map('unit', 'stuk', 'pc'), map('unit', 'uur', 'hour')], [item('unit', 'hour')]);
    expect(found.map(shown)).toEqual(['stuk: gap', 'Any other: open', 'uur: hour hand']);
  });

  it('leave out what the host no longer uses, unless it is mapped', () => {
    const old = value('taxCode', '9', 'OLD', { active: false });
    expect(values(lines('taxCode', [], dutch, [old]))).toEqual([]);
    expect(values(lines('taxCode', [map('taxCode', '9', '0')], dutch, [old]))).toEqual(['Host OLD: 0 hand']);
  });
});

describe('a change is stored', () => {
  it('in place of the mapping there is', () => expect(lines('taxCode', [map('taxCode', '2', '2A')], dutch, [high]).find(({ side }) => side === 'sales')?.host).toBe('2'));

  it('beside the other side\'s, which goes on as it was', () => {
    const mappings = [map('taxCode', '301', '2A')];
    const purchase = lines('taxCode', mappings, dutch, [high]).find(({ side }) => side === 'purchase');
    expect(purchase?.host).toBe('2');
    expect(values(lines('taxCode', [...mappings, map('taxCode', purchase?.host ?? '', '5')], dutch, [high]))).toEqual(['Host 2 sales: 2A hand', 'Host 2 purchase: 5 hand']);
  });
});

describe('the choices', () => {
  const of = (more: Partial<MappingLine>, reference: ReferenceRow[]) => choicesFor({ kind: 'taxCode', host: '301', side: null, ledger: null, suggestions: [], ...more }, data([], reference).table);
  it('are the codes of that side, none including VAT, the present one first', () => {
    expect(of({ side: 'sales', ledger: { code: '2A', name: '' } }, dutch).map((choice) => choice.value)).toEqual(['2A', '0', '1', '2']);
    expect(of({ side: 'purchase' }, dutch).map((choice) => choice.value)).toEqual(['0', '5', '6']);
  });
  it('are accounts that may be booked on, those of the side first', () => {
    const reference = [item('account', '1300', { postable: false, use: 'other' }), item('account', '4000', { use: 'cost' }), item('account', '8000', { use: 'revenue' })];
    expect(of({ kind: 'account', host: '*sales' }, reference).map((choice) => choice.value)).toEqual(['8000', '4000']);
  });
  it('begin with the suggested one', () => {
    const [first, second] = [item('account', '4000', { use: 'cost' }), item('account', '4010', { use: 'cost' })];
    expect(of({ kind: 'account', host: '3', best: { item: second, confidence: 0.8, why: '' } }, [first, second]).map((choice) => choice.value)).toEqual(['4010', '4000']);
  });
  it('are journals of that side', () => {
    const reference = [item('journal', '60', { side: 'purchase' }), item('journal', '70', { side: 'sales' })];
    expect(of({ kind: 'journal', host: 'creditBill' }, reference).map((choice) => choice.value)).toEqual(['60']);
  });
});

describe('the page', () => {
  it('shows the kinds there is something to map to, and those that are mapped', () => {
    expect(kindsShown(data([], [...dutch, item('currency', 'EUR'), item('costUnit', 'U')]))).toEqual(['taxCode', 'costUnit', 'contact', 'product']);
    expect(kindsShown(data([map('costUnit', 'a', 'U')], dutch))).toContain('costUnit');
    expect(kindsShown(data([], dutch, [value('currency', 'EUR', 'EUR')]))).toContain('currency');
  });
  it('shows contacts by their names', () => {
    const [line] = lines('contact', [map('contact', '12', 'guid', { hostName: 'ACME', ledgerName: 'ACME NV', origin: 'created', used: 4 })], []);
    expect(line).toMatchObject({ name: 'ACME', ledger: { name: 'ACME NV' }, origin: 'created', mapping: { used: 4 } });
  });
  it('searches both sides', () => {
    const found = lines('taxCode', [], dutch, [high]);
    expect(filterMappings(found, 'host name of 5').map(shown)).toEqual(['Host 2 purchase: 5 percentage']);
  });
  it('is opened at a kind', () => expect([kindOf('#/mappings/account'), kindOf('#/mappings'), kindOf('#/mappings/x')]).toEqual(['account', null, null]));
  it('knows what waits for a kind', () => {
    const job = (action: object, more = {}) => ({ connection: 'acme', state: 'blocked', problems: [{ fixes: [{ action }] }], ...more }) as JobRow;
    const jobs = [job({ type: 'map', kind: 'taxCode', host: '9' }), job({ type: 'open-options', route: '#/mappings' }), job({ type: 'map', kind: 'account', host: '9' }), job({ type: 'map', kind: 'taxCode', host: '9' }, { state: 'failed' }), job({ type: 'map', kind: 'taxCode', host: '9' }, { connection: 'b' })];
    expect([waitingFor(jobs, 'acme', 'taxCode'), sentHere(jobs, 'acme')]).toEqual([jobs.slice(0, 1), jobs.slice(1, 2)]);
  });
});

describe('what holds documents up', () => {
  let count = 0;
  const job = (kind: 'invoice' | 'bill', gaps: [MappingKind, string][], more: Partial<JobRow> = {}): JobRow =>
    ({ id: `job-${(count += 1)}`, connection: 'acme', state: 'blocked', document: { kind, id: String(count) }, title: { number: `2026-${count}`, contact: 'Globex', total: '1', currency: 'EUR' },
      problems: gaps.map(([of, host]) => ({ code: 'unmapped', message: '', fixes: [{ id: 'f', label: 'Choose…', action: { type: 'map', kind: of, host }, choices: [{ value: 'guid', label: 'Globex NV' }] }] })), ...more }) as JobRow;
  const held = (kind: MappingKind, of: ReturnType<typeof data>, jobs: JobRow[]) => withHeld(mappingLines(kind, of), kind, heldGaps(heldJobs(jobs, 'acme'), of));
  const accountsWith = (of: ReturnType<typeof data>, jobs: JobRow[], seen: Parameters<typeof withSuggestions>[3] = []) => {
    const gaps = heldGaps(jobs, of);
    const found = withHeld(mappingLines('account', of), 'account', gaps);
    return { clues: cluesFor(found, of, gaps), lines: withSuggestions(found, of, gaps, seen) };
  };
  const accounts = [item('account', '8000', { use: 'revenue' }), item('account', '4000', { use: 'cost', name: 'Cloud service costs' })];
  const hostAccounts = [value('account', '1', '5001'), value('account', '2', '5002'), value('account', '3', '5003')];

  it('feature 13: the value that holds up most comes first, each with how many', () => {
    const of = data([], accounts, hostAccounts);
    const jobs = [job('bill', [['account', '3']]), job('bill', [['account', '5003']]), job('bill', [['account', '2'], ['taxCode', '9']]), job('bill', [['account', '1']], { connection: 'beta' })];
    expect(held('account', of, jobs).filter(isGap).map(({ name, held: waiting = 0 }) => [name, waiting])).toEqual([['Host 5003', 2], ['Host 5002', 1], ['Host 5001', 0]]);
  });

  it('feature 12: on the side its document is of', () => {
    const of = data([], dutch, [value('taxCode', '309', 'NL', { percentage: '6' })]);
    expect(held('taxCode', of, [job('invoice', [['taxCode', '309 at 6 %']])]).filter(isGap).map(({ name, held: waiting }) => [name, waiting])).toEqual([['Host NL', 1]]);
    const both = data([], dutch, [value('taxCode', '309', 'NL', { percentage: '21' })]);
    expect(held('taxCode', both, [job('invoice', [['taxCode', '309']])]).map(({ side, held: waiting = 0 }) => [side, waiting])).toContainEqual(['sales', 1]);
    expect(held('taxCode', both, [job('bill', [['taxCode', '309']])]).map(({ side, held: waiting = 0 }) => [side, waiting])).toContainEqual(['sales', 0]);
  });

  it('feature 15: a unit that is listed nowhere is told by the documents with it', () => {
    const [first] = held('unit', data([], [item('unit', 'pc')]), [job('invoice', [['unit', 'stuks']]), job('invoice', [['unit', 'stuks']])]);
    expect(first).toMatchObject({ host: 'stuks', name: 'stuks', state: 'gap', held: 2 });
  });

  it('feature 20: a contact in doubt is chosen among those its problem offers', () => {
    const jobs = [job('invoice', [['contact', '12']]), job('invoice', [['contact', '12']])];
    expect(held('contact', data([], []), jobs)).toMatchObject([{ host: '12', name: 'Globex', held: 2, ask: { job: jobs[0]!.id, problem: 'unmapped', fix: 'f', choices: [{ value: 'guid', label: 'Globex NV' }] } }]);
    expect(kindsShown(data([], [item('unit', 'pc')]), ['costUnit'])).toContain('costUnit');
  });

  it('a default that a document needs is a gap, too', () => {
    expect(held('account', data([], accounts), [job('invoice', [['account', '*sales']])])[0]).toMatchObject({ host: '*sales', state: 'gap', held: 1 });
  });

  describe('feature 13, 14 and 17: suggestions', () => {
    const evidence = (clue: string, ledger: string, documents: number) => ({ kind: 'account' as const, clue, ledger, documents });
    const of = data([], accounts, [value('account', '1', '5001', { name: 'Cloud services' }), value('account', '2', '5002', { name: 'Zzz' })]);
    it('are made from the lines that wait, as they were booked before', () => {
      const jobs = [job('bill', [['account', '2']], { clues: [{ kind: 'account', host: '2', clues: ['product/5'] }] })];
      expect(accountsWith(of, jobs).clues).toEqual(expect.arrayContaining(['product/5', 'value/purchase/2', 'value/sales/1']));
      const found = accountsWith(of, jobs, [evidence('product/5', '4000', 18), evidence('product/5', '8000', 3)]).lines;
      expect(found.find(({ host }) => host === '2')?.best).toMatchObject({ item: { code: '4000' }, why: '18 of 21 documents with this product so far were booked with it.' });
    });
    it('feature 10: what is matched by itself tells how many documents were booked with it', () => {
      const matched = data([], accounts, [value('account', '7', '8000')]);
      const found = accountsWith(matched, [], [evidence('value/sales/7', '8000', 12), evidence('value/sales/7', '4000', 3), evidence('value/sales/8', '8000', 5)]);
      expect([found.clues, found.lines.find(({ host }) => host === '7')?.documents]).toEqual([['value/sales/7', 'value/purchase/7'], 12]);
      expect(accountsWith(data([map('account', '7', '4000', { used: 4 })], accounts, [value('account', '7', '8000')]), []).clues).toEqual([]);
    });
    it('are made from names, where the document\'s side allows them', () => {
      const find = (jobs: JobRow[]) => accountsWith(of, jobs).lines.find(({ host }) => host === '1')?.best?.item.code;
      expect([find([]), find([job('bill', [['account', '1']])]), find([job('invoice', [['account', '1']])])]).toEqual(['4000', '4000', undefined]);
    });
    it('are none where there is a match, and never a VAT code of another rate or with reverse charge', () => {
      const codes = [...dutch, tax('7', '6', 'purchase', { reverseCharge: true, name: 'Odd' })];
      const odd = data([], codes, [value('taxCode', '310', 'ODD', { percentage: '6', name: 'Odd' }), high]);
      const found = withSuggestions(mappingLines('taxCode', odd), odd, [], [{ kind: 'taxCode', clue: 'rate/purchase/6', ledger: '7', documents: 50 }, { kind: 'taxCode', clue: 'value/sales/310', ledger: '2', documents: 50 }]);
      expect(found.filter(({ best }) => best)).toEqual([]);
    });
  });
});

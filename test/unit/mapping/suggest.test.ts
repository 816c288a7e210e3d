import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, plainCode } from '../../../lib/mapping/alike';
import { cluesOf, cluesOfGaps, lessonsOf } from '../../../lib/mapping/clues';
import { answersFor, gapsOf } from '../../../lib/mapping/held';
import { confidenceInWords, suggest, type Evidence, type Wanted } from '../../../lib/mapping/suggest';
import type { MappingKind, ReferenceItem } from '../../../lib/model/reference';
import { mapFixes, problem } from '../../../lib/sync/problems';
import { invoice, line } from '../sync/samples';

const account = (code: string, name: string): ReferenceItem => ({ kind: 'account', id: `id-${code}`, code, name });
const [costs, office, cloud, travel] = [account('4000', 'General costs'), account('4010', 'Office'), account('4300', 'Cloud service costs'), account('004555', 'Travel')] as [ReferenceItem, ReferenceItem, ReferenceItem, ReferenceItem];
const accounts = [costs, office, cloud, travel];
const wanted = (more: Partial<Wanted> = {}): Wanted => ({ kind: 'account', code: '', name: '', candidates: accounts, clues: [], siblings: [], ...more });
const seen = (clue: string, ledger: string, documents: number, kind: MappingKind = 'account'): Evidence => ({ kind, clue, ledger, documents });

describe('feature 13: an account is suggested', () => {
  it('from what was booked before with the same contact, product or value, and says how often', () => {
    const [best] = suggest(wanted({ clues: ['product/5'] }), [seen('product/5', '4300', 18), seen('product/5', '4000', 3), seen('product/6', '4010', 90)]);
    expect([best?.item.code, best?.why]).toEqual(['4300', '18 of 21 documents with this product so far were booked with it.']);
    expect(confidenceInWords(best?.confidence ?? 0)).toBe('likely, 79 %');
    expect(suggest(wanted({ clues: ['contact/1'] }), [seen('contact/1', '4010', 20)])[0]).toMatchObject({ item: office, why: 'All 20 documents of this contact so far were booked with it.' });
    expect(suggest(wanted({ clues: ['value/sales/9'] }), [seen('value/sales/9', '4010', 1)])[0]?.why).toBe('The one document with it so far was booked with it.');
  });

  it('the more surely, the more often', () => {
    const of = (documents: number) => suggest(wanted({ clues: ['contact/1'] }), [seen('contact/1', '4010', documents)])[0]?.confidence ?? 0;
    expect([1, 3, 20].map((documents) => of(documents).toFixed(2))).toEqual(['0.67', '0.80', '0.95']);
  });

  it('by its code but for zeros and points, by a like name, and by codes that begin alike', () => {
    expect(suggest(wanted({ code: '4.555', name: 'Reizen' }), [])[0]).toMatchObject({ item: travel, why: 'Its code is the same but for zeros and points (004555).' });
    expect(suggest(wanted({ code: '7777', name: 'Cloud services' }), [])[0]).toMatchObject({ item: cloud, why: 'The names are alike (4300, Cloud service costs).' });
    const siblings = [...['4551', '4552', '4560'].map((code) => ({ code, item: office })), { code: '4599', item: costs }, { code: '8000', item: costs }];
    expect(suggest(wanted({ code: '4577', siblings }), [])[0]).toMatchObject({ item: office, why: '3 of 4 codes that begin with 45 lead to it.' });
  });

  it('less surely where two would fit alike', () => {
    const twice = suggest(wanted({ name: 'Office', candidates: [office, account('4011', 'Office')] }), []);
    const once = suggest(wanted({ name: 'Office' }), []);
    expect(twice).toHaveLength(2);
    expect(twice[0]!.confidence).toBeLessThan(0.5);
    expect(once[0]!.confidence).toBeGreaterThan(0.8);
  });

  it('never from another kind, never one that may not stand there, and not at all for no reason', () => {
    expect(suggest(wanted({ clues: ['product/5'] }), [seen('product/5', '4300', 9, 'taxCode'), seen('product/5', '1300', 9)])).toEqual([]);
    expect(suggest(wanted({ code: '9', name: 'Zzz' }), [])).toEqual([]);
  });

  it('with confidences that are shares: none certain, together no more than all', () => {
    const clue = fc.constantFrom('contact/1', 'product/5', 'value/sales/3');
    const rows = fc.array(fc.record({ kind: fc.constant('account' as const), clue, ledger: fc.constantFrom(...accounts.map(({ code }) => code)), documents: fc.integer({ min: 1, max: 9999 }) }), { maxLength: 12 });
    fc.assert(fc.property(rows, fc.constantFrom('Office', 'Cloud', '', 'General costs'), fc.constantFrom('', '4555', '4010'), (evidence, name, code) => {
      const found = suggest(wanted({ name, code, clues: ['contact/1', 'product/5', 'value/sales/3'] }), evidence);
      const sum = found.reduce((total, { confidence }) => total + confidence, 0);
      return sum < 1 && found.every(({ confidence, why }, index) => confidence >= 0.3 && why !== '' && (index === 0 || confidence <= found[index - 1]!.confidence));
    }));
  });

  it('in words', () => expect([0.95, 0.86, 0.6, 0.31].map(confidenceInWords)).toEqual(['very likely, 95 %', 'likely, 86 %', 'probable, 60 %', 'possible, 31 %']));
});

describe('feature 12: a VAT code is suggested', () => {
  const codes: ReferenceItem[] = ['2', '2A'].map((code) => ({ kind: 'taxCode', id: code, code, name: `High ${code}`, percentage: '21', side: 'sales' }));
  it('of those with its percentage and side, as the documents with that rate were booked', () => {
    const found = suggest({ kind: 'taxCode', code: 'NL', name: 'BTW', candidates: codes, clues: ['rate/sales/21'], siblings: [] }, [seen('rate/sales/21', '2A', 18, 'taxCode'), seen('rate/sales/21', '2', 3, 'taxCode'), seen('rate/purchase/21', '2', 300, 'taxCode')]);
    expect(found[0]).toMatchObject({ item: codes[1], why: '18 of 21 documents with 21 % on sales so far were booked with it.' });
  });
});

describe('likeness', () => {
  it('is of folded words in any order', () => {
    expect(likeness('Café Zürich', 'zurich cafe')).toBe(1);
    expect(likeness('stuk', 'stuks')).toBeGreaterThan(0.7);
    expect(likeness('hour', 'piece')).toBe(0);
    expect([plainCode('00 45.55'), plainCode('0'), plainCode('A-1')]).toEqual(['4555', '0', 'a1']);
  });
  it('is symmetric and bounded', () => fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
    const same = likeness(a, b);
    return same >= 0 && same <= 1 && Math.abs(same - likeness(b, a)) < 1e-9;
  })));
});

describe('what a document teaches', () => {
  const document = invoice({ lines: [line({ product: { id: 'p5' }, unit: 'piece' }), line({ product: { id: 'p5' } })] });
  it('is each thing about its lines with what they were booked on, once; ids alone', () => {
    const lessons = lessonsOf(document, document.lines.map((each) => ({ line: each, account: '8000', taxCode: '2' })));
    expect(lessons.map(({ kind, clue, ledger }) => `${kind} ${clue} ${ledger}`).sort()).toEqual([
      'account contact/c1 8000', 'account product/p5 8000', 'account value/sales/5 8000', 'taxCode account/5 2', 'taxCode contact/c1 2', 'taxCode product/p5 2', 'taxCode rate/sales/21 2', 'taxCode value/sales/17 2',
    ]);
    expect(JSON.stringify(lessons)).not.toContain('Globex');
  });
  it('is kept for what it waits for: the things about just those lines', () => {
    const held = invoice({ lines: [line({ account: { id: '9' }, product: { id: 'p5' } }), line({ product: { id: 'p6' } }), line({ account: null, product: { id: 'p7' } })] });
    expect(cluesOfGaps(held, [{ kind: 'account', host: '9' }, { kind: 'account', host: '*sales' }, { kind: 'journal', host: 'invoice' }])).toEqual([
      { kind: 'account', host: '9', clues: ['value/sales/9', 'contact/c1', 'product/p5'] },
      { kind: 'account', host: '*sales', clues: ['contact/c1', 'product/p7'] },
    ]);
    expect(cluesOf(held, held.lines[1]!, 'unit')).toEqual(['product/p6']);
  });
});

describe('what a document waits for', () => {
  const values = [{ kind: 'taxCode', id: '301', code: 'NL', name: 'High', percentage: '21' }, { kind: 'account', id: '9', code: '4555', name: 'Cloud' }];
  it('is told by the buttons of its problems, each once', () => {
    const problems = [problem('a', 'A', mapFixes('account', '9', [costs], accounts)), problem('b', 'B', mapFixes('account', '9', [], accounts)), problem('c', 'C', [])];
    expect(gapsOf(problems)).toEqual([{ kind: 'account', host: '9' }]);
  });
  it.each<[string, MappingKind, string, string, 'sales' | 'purchase', boolean]>([
    ['its id', 'account', '9', '9', 'sales', true], ['its code', 'account', '4555', '9', 'sales', true], ['its name in other spelling', 'account', ' CLOUD ', '9', 'sales', true],
    ['the default of its side', 'account', '*sales', '9', 'sales', true], ['that of the other', 'account', '*purchase', '9', 'sales', false], ['that of both', 'account', '*', '9', 'sales', true],
    ['another value', 'account', '10', '9', 'sales', false], ['a rate', 'taxCode', '21', '301 at 21 %', 'sales', true], ['another rate', 'taxCode', '9', '301', 'sales', false],
    ['the code of a value at one rate', 'taxCode', 'NL', '301 at 21 %', 'sales', true], ['no default: there is none for VAT', 'taxCode', '*', '301', 'sales', false],
    ['the journal of its side', 'journal', 'sales', 'invoice', 'sales', true], ['that of bills', 'journal', 'bill', 'invoice', 'sales', false],
  ])('may be answered for by %s', (_, kind, host, gap, side, answers) => expect(answersFor({ kind, host }, { kind, host: gap }, side, values)).toBe(answers));
});

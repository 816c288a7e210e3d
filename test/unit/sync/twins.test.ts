import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownLedgers } from '../../../lib/ledgers';
import { exactOnline } from '../../../lib/ledgers/exact-online';
import type { LedgerDocument, PaymentTerm } from '../../../lib/ledgers/ledger';
import { callTimeout, leavesWithin } from '../../../lib/net/http';
import { newLink, twinsShow, twinsShowAfter } from '../../../lib/sync/links';
import { checkTwins } from '../../../lib/sync/twins';
import { inOrder, isOlder, madeTogether, whyBound, whyNoCopy, type Seen } from '../../../lib/sync/twin-verdict';
import { booked, invoice, link, now } from './samples';
import { bench, browser } from './twin-bench';

const made = Date.parse('2026-11-21T11:00:00Z');
const one = (more: Partial<LedgerDocument> = {}): LedgerDocument => booked({ id: 'a', number: '26600001', createdAt: made, paymentReference: 'RF18', ...more });
const seen = (more: Partial<LedgerDocument> = {}, lines = ['l1', 'l2']): Seen => ({ document: one(more), lines, terms: [] });
const term = (more: Partial<PaymentTerm> = {}): PaymentTerm => ({ id: 't', document: 'a', total: '1210', open: '1210', settled: false, currency: 'EUR', lastPaymentDate: null, ...more });

describe('which of two stays', () => {
  const documents = fc.uniqueArray(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), number: fc.constantFrom('9', '10', '', '11'), createdAt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) }),
    { selector: ({ id }) => id, minLength: 2 },
  );

  it('is the same for every browser, in whatever order they are listed', () => {
    fc.assert(
      fc.property(documents, fc.integer(), (of, turn) => {
        const all = of.map(({ createdAt, ...fields }) => one({ ...fields, ...(createdAt === undefined ? {} : { createdAt }) }));
        const mixed = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)].reverse();
        expect([...mixed].sort(inOrder)).toEqual([...all].sort(inOrder));
        for (const a of all) for (const b of all) expect(Math.sign(inOrder(a, b))).toBe(-Math.sign(inOrder(b, a)) + 0);
      }),
    );
  });

  it('is the first made, then the lower number', () => {
    expect([one({ id: 'x', createdAt: 2 }), one({ id: 'y', createdAt: 1, number: '99' }), one({ id: 'z', createdAt: 1, number: '100' })].sort(inOrder).map(({ id }) => id)).toEqual(['y', 'z', 'x']);
  });
});

describe('is it a copy?', () => {
  it('yes, when all is the same and both were made within minutes', () => {
    expect(whyNoCopy(seen(), seen({ id: 'b', number: '26600002', createdAt: made + madeTogether, version: 'later', gross: '1210.00' }))).toBeNull();
  });

  const differences: [string, Partial<LedgerDocument>, string[]?][] = [
    ['contact', { contact: 'K2', contactName: 'Somebody else' }], ['date', { date: '2026-11-21' }], ['due date', { dueDate: null }], ['reference', { reference: '2026-2' }], ['description', { description: 'December' }],
    ['payment reference', { paymentReference: 'RF19' }], ['currency', { currency: 'USD' }], ['total', { gross: '1210.01' }], ['tax', { tax: '209' }], ['journal', { journal: '71' }],
    ['time', { createdAt: made + madeTogether + 1 }], ['time, earlier', { createdAt: made - madeTogether - 1 }],
    ['lines', {}, ['l1', 'l3']], ['number of lines', {}, ['l1']], ['order of lines', {}, ['l2', 'l1']],
  ];
  it.each(differences)('no, with another %s', (_, more, lines) => {
    expect(whyNoCopy(seen(), seen({ id: 'b', ...more }, lines))).not.toBeNull();
    expect(whyNoCopy(seen({ id: 'b', ...more }, lines), seen())).not.toBeNull();
  });

  it('fault 51: yes, when two browsers made the same contact twice', () => {
    expect(whyNoCopy(seen(), seen({ id: 'b', contact: 'K2' }))).toBeNull();
  });

  it('no, when the ledger does not say when it was made', () => {
    const { createdAt: _, ...document } = one();
    expect(whyNoCopy(seen(), { ...seen(), document })).not.toBeNull();
    expect(whyNoCopy({ ...seen(), document }, seen())).not.toBeNull();
  });

  it('fault 53: a genuine second one, whatever else is alike, is never taken for a copy', () => {
    const field = fc.constantFrom(...differences);
    const noise = fc.record({ id: fc.string(), number: fc.string(), version: fc.string() });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), noise, (changed, other) => {
        const lines = changed.map(([, , of]) => of).find((of) => of !== undefined);
        expect(whyNoCopy(seen(), seen({ ...other, ...Object.assign({}, ...changed.map(([, more]) => more)) as object }, lines))).not.toBeNull();
      }),
    );
  });

  it('knows what was there before, but not without a time', () => {
    expect(isOlder(one({ createdAt: made - madeTogether - 1 }), one())).toBe(true);
    expect(isOlder(one({ createdAt: made - madeTogether }), one())).toBe(false);
    expect(isOlder(one({ createdAt: made + 1 }), one())).toBe(false);
    const { createdAt: _, ...timeless } = one();
    expect([isOlder(timeless, one()), isOlder(one(), timeless)]).toEqual([false, false]);
  });
});

describe('may it be deleted?', () => {
  it.each([
    ['one open term', [term()]],
    ['several open terms', [term({ open: '1000', total: '1000' }), term({ id: 'u', open: '210.00', total: '210' })]],
  ])('yes, with %s for the whole of it', (_, terms) => expect(whyBound({ document: one(), terms })).toBeNull());

  it('yes, a credit note with its open term, and what is only prepared', () => {
    expect(whyBound({ document: one({ gross: '-1210' }), terms: [term()] })).toBeNull();
    expect(whyBound({ document: one({ draft: true }), terms: [] })).toBeNull();
  });

  it.each([
    ['settled', [term({ settled: true, open: '0' })]],
    ['partly paid', [term({ open: '1200' })]],
    ['split by a payment', [term({ open: '1200' }), term({ id: 'u', settled: true, open: '0' })]],
    ['with a payment that was taken back', [term({ lastPaymentDate: '2026-11-20' })]],
  ])('no, one %s', (_, terms) => expect(whyBound({ document: one(), terms })).toBe('26600001 is paid, wholly or in part.'));

  it.each(['1210', '0'])('no, one of %s of which nothing is known', (gross) => expect(whyBound({ document: one({ gross }), terms: [] })).toBe('It is not known whether 26600001 is paid.'));
});

describe('when it is looked', () => {
  it('is after the last moment at which a copy may arrive and be listed', () => {
    for (const { capabilities } of knownLedgers()) expect(leavesWithin + Math.max(callTimeout, capabilities.endsWithin) + capabilities.consistencyWindow).toBeLessThanOrEqual(twinsShow(capabilities, true) ?? 0);
    const session = { connection: { id: 'acme', ledger: { company: '1' } } } as never;
    expect(newLink(session, invoice(), { linesHash: '', headerHash: '', lines: '' }, one(), false, 0, now, twinsShowAfter).twinsDueAt).toBe(now + twinsShowAfter);
    expect(twinsShow(exactOnline.capabilities, false)).toBe(twinsShowAfter);
    // What went with others may be under way for longer than what went alone.
    expect(twinsShow({ ...exactOnline.capabilities, endsWithin: 20_000 }, true, true)).toBe(120_000 + leavesWithin + exactOnline.capabilities.consistencyWindow);
    // A request that makes nothing new when it is repeated needs no second look, unless it was for several documents.
    expect(twinsShow({ ...exactOnline.capabilities, repeats: true, bulk: null }, false)).toBeUndefined();
    expect(twinsShow({ ...exactOnline.capabilities, repeats: true }, false)).toBe(twinsShowAfter);
    expect(twinsShow({ ...exactOnline.capabilities, bulk: null, repeats: true, endsWithin: 120_000 }, true)).toBe(120_000 + leavesWithin + exactOnline.capabilities.consistencyWindow);
  });

  it('takes one question for as many keys as the ledger answers for, and each kind by itself', async () => {
    const { ledger, calls } = bench({ lookupSize: 25 });
    const mine = await browser(ledger);
    for (let index = 0; index < 60; index += 1) await mine.book(`b${index}`, { reference: String(index) }, index < 55 ? 'bill' : 'invoice');
    calls.length = 0;
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
    expect(calls).toEqual(['find 5', 'find 25', 'find 25', 'find 5']);
    calls.length = 0;
    expect(await mine.check(now + 2 * twinsShowAfter)).toBeNull();
    expect(calls).toEqual([]);
  });

  it('says when: the next that is due, and never now', async () => {
    const mine = await browser(bench().ledger);
    await mine.book('a');
    expect(await mine.check(now + 10)).toBe(now + twinsShowAfter);
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
  });

  it('leaves what belongs to another company until that is connected again', async () => {
    const { ledger, calls } = bench();
    const mine = await browser(ledger);
    await mine.book('a', {}, 'bill', { company: 'another' });
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
    expect(calls).toEqual([]);
    expect((await mine.links())[0]?.twinsDueAt).toBe(now + twinsShowAfter);
  });

  it('lets one key that spoils the question hold up none of the others', async () => {
    const { ledger, calls } = bench({ spoilt: 'b5' });
    const mine = await browser(ledger);
    for (let index = 0; index < 16; index += 1) await mine.book(`b${index}`, { reference: `b${index}` });
    ledger.add(one({ id: 'twin', reference: 'b9' }), 'bill');
    expect(await mine.check(now + twinsShowAfter)).toBe(now + twinsShowAfter + 86_400_000);
    expect((await mine.links()).filter(({ twinsDueAt }) => twinsDueAt !== undefined).map(({ ledgerId }) => ledgerId)).toEqual(['b5']);
    expect(ledger.ids()).toHaveLength(16);
    expect(calls.filter((call) => call.startsWith('refused'))).toHaveLength(5);
    expect(await mine.journal()).toContain('It could not be checked whether there are several of it: no');
  });
});

describe('what is done', () => {
  it('of three copies one stays', async () => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('b', { createdAt: made + 1 });
    ledger.add(one({ id: 'c', createdAt: made + 2 }), 'bill');
    ledger.add(one({ id: 'a', createdAt: made }), 'bill');
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
    expect([ledger.ids(), (await mine.links())[0]?.ledgerId]).toEqual([['a'], 'a']);
  });

  it('where one of three is no copy, nothing is deleted', async () => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('b', { createdAt: made + 1 });
    ledger.add(one({ id: 'c', createdAt: made + 2 }), 'bill');
    ledger.add(one({ id: 'a', description: 'by hand' }), 'bill');
    await mine.check(now + twinsShowAfter);
    expect([ledger.ids(), (await mine.links())[0]?.ledgerId]).toEqual([['b', 'c', 'a'], 'b']);
    expect((await mine.problems())[0]?.message).toBe('The ledger has this document 3 times: 26600001 and 26600001 and 26600001.');
  });

  it('where the ledger lets nothing be deleted, they are shown without a button that would', async () => {
    const { ledger } = bench({ deletes: false });
    const mine = await browser(ledger);
    await mine.book('a');
    ledger.add(one({ id: 'b' }), 'bill');
    await mine.check(now + twinsShowAfter);
    expect(ledger.ids()).toEqual(['a', 'b']);
    expect((await mine.problems())[0]?.fixes.map(({ id }) => id)).toEqual(['open-ledger', 'keep-all']);
  });

  it('one that is paid is not deleted, not even for a ledger that would, nor when the user chose the other', async () => {
    for (const chosen of [undefined, 'a']) {
      const { ledger } = bench({ paid: 'b' });
      const mine = await browser(ledger);
      await mine.book('a', {}, 'bill', chosen === undefined ? {} : { twins: { keep: chosen } });
      ledger.add(one({ id: 'b', createdAt: made + 1 }), 'bill');
      await mine.check(now + twinsShowAfter);
      expect(ledger.ids()).toEqual(['a', 'b']);
      expect((await mine.problems()).map(({ code }) => code)).toEqual(['twin']);
    }
  });

  it('what the user sent although one like it was there is left alone', async () => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('b');
    ledger.add(one({ id: 'a', createdAt: made - madeTogether - 1 }), 'bill');
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
    expect([ledger.ids(), await mine.problems()]).toEqual([['b', 'a'], []]);
  });

  it.each([
    ['goes to the one that is left when its own is gone', { id: 'a' }, true, 'a'],
    ['stays when what is left has another total', { id: 'a', gross: '1' }, true, 'own'],
    ['stays when its own is there under another number', { id: 'a' }, false, 'own'],
  ])('the link %s', async (_, other, isGone, expected) => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('own');
    ledger.add(one(other), 'bill');
    if (isGone) ledger.remove('own');
    else ledger.renumber('own', 'X');
    expect(await mine.check(now + twinsShowAfter)).toBeNull();
    expect((await mine.links())[0]).toMatchObject({ ledgerId: expected, remote: 'present' });
    expect(await mine.problems()).toEqual([]);
  });

  it('where its own is gone and two are left, the link goes to the first, and the other one goes', async () => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('own');
    ledger.add(one({ id: 'b', createdAt: made + 1 }), 'bill');
    ledger.add(one({ id: 'a' }), 'bill');
    ledger.remove('own');
    const again = await mine.check(now + twinsShowAfter);
    expect((await mine.links())[0]?.ledgerId).toBe('a');
    expect(await mine.check(again ?? 0)).toBeNull();
    expect(ledger.ids()).toEqual(['a']);
  });

  it('a document whose twin vanishes in the moment before is not deleted', async () => {
    const { ledger, calls } = bench();
    const mine = await browser(ledger);
    await mine.book('b', { createdAt: made + 1 });
    ledger.add(one({ id: 'a' }), 'bill');
    ledger.beforeReading = () => ledger.remove('a');
    const again = await mine.check(now + twinsShowAfter);
    expect(ledger.ids()).toEqual(['b']);
    expect(calls).not.toContain('delete b');
    ledger.beforeReading = () => undefined;
    expect(await mine.check(again ?? 0)).toBeNull();
    expect((await mine.links())[0]?.ledgerId).toBe('b');
  });

  it('nor one that was changed in that moment', async () => {
    const { ledger } = bench();
    const mine = await browser(ledger);
    await mine.book('b', { createdAt: made + 1 });
    ledger.add(one({ id: 'a' }), 'bill');
    ledger.beforeReading = () => ledger.renumber('b', 'changed by hand');
    await mine.check(now + twinsShowAfter);
    expect(ledger.ids()).toEqual(['b', 'a']);
  });

  it('a document that is being fetched is asked about afterwards', async () => {
    const { ledger } = bench({ deletes: false });
    const mine = await browser(ledger);
    await mine.book('a');
    ledger.add(one({ id: 'b' }), 'bill');
    await mine.fetching();
    expect(await mine.check(now + twinsShowAfter)).toBe(now + twinsShowAfter + 10_000);
    expect(await mine.problems()).toEqual([]);
  });

  it('fault 51: whatever two browsers do at the same moments, one document is left, and both go to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 5 }),
        fc.nat(), fc.nat(), fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 40, maxLength: 40 }),
        async (times, first, second, waits) => {
          const { ledger } = bench({ waits });
          const ids = times.map((time, index) => ledger.add(one({ id: `d${(index * 7) % 5}${index}`, createdAt: made + time }), 'bill'));
          const browsers = [await browser(ledger), await browser(ledger)];
          for (const [index, own] of browsers.entries()) await own.adopt(ids[[first, second][index]! % ids.length] ?? '', false);
          for (let at = now + twinsShowAfter, round = 0; round < 6; round += 1, at += 11_000) await Promise.all(browsers.map((own) => own.check(at)));
          expect(ledger.ids()).toHaveLength(1);
          for (const own of browsers) expect((await own.links())[0]).toMatchObject({ ledgerId: ledger.ids()[0] });
          for (const own of browsers) expect((await own.links())[0]?.twinsDueAt).toBeUndefined();
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);
});

it('the check costs nothing where nothing is due', async () => {
  const { ledger, calls } = bench();
  const mine = await browser(ledger);
  await mine.context.database.links.put(link());
  expect(await checkTwins(mine.context, mine.session, now)).toBeNull();
  expect(calls).toEqual([]);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerSnapshot } from '../../../lib/ledgers/ledger';
import { documentFields, snapshotOf, type DocumentField } from '../../../lib/ledgers/snapshot';
import { addDays } from '../../../lib/model/dates';
import { plus } from '../../../lib/model/decimal';
import type { HostSnapshot, LinkBase } from '../../../lib/storage/rows';
import { agrees, areLinesInDoubt, driftOf, nextBase, planOf, threeWay, wantedOf, type Plan } from '../../../lib/sync/three-way';
import { booked, hostSide } from './samples';

const base: LinkBase = { host: hostSide(), ledger: snapshotOf(booked({ paymentReference: 'RF18', version: '1', lines: 'L1' })) };
const sides = (host: Partial<HostSnapshot> = {}, ledger: Partial<LedgerSnapshot> = {}, of = base) => {
  const ours = { ...of.host, ...host };
  return { ours, wanted: wantedOf(ours, 'K1'), theirs: { ...of.ledger, ...ledger } };
};
const changesOf = (...of: Parameters<typeof sides>) => {
  const { ours, wanted, theirs } = sides(...of);
  return threeWay(of[2] ?? base, ours, wanted, theirs);
};
const always = () => true;
const planned = (...of: Parameters<typeof sides>) => planOf(changesOf(...of), always, null);
const nothing: Plan = { write: [], stay: [], left: [], ask: [], kept: [] };

describe('fault 37: what changed where', () => {
  it('is nothing while both sides are as they were', () => expect(planned()).toEqual(nothing));

  it.each<[string, Partial<HostSnapshot>, Partial<LedgerSnapshot>, Partial<Plan>]>([
    ['here alone', { dueDate: '2026-12-24' }, {}, { write: ['dueDate'] }],
    ['there alone', {}, { dueDate: '2026-12-31' }, { left: ['dueDate'] }],
    ['on both sides to the same', { dueDate: '2026-12-24' }, { dueDate: '2026-12-24' }, { kept: ['dueDate'] }],
    ['on both sides to different values', { dueDate: '2026-12-24' }, { dueDate: '2026-12-31' }, { ask: ['dueDate'] }],
    ['here one field, there another', { description: 'December' }, { date: '2026-11-30' }, { write: ['description'], left: ['date'] }],
    ['the lines here, the text there', { lines: 'l2' }, { description: 'By hand' }, { write: ['amounts'], left: ['description'] }],
    ['the lines here, the total there', { lines: 'l2' }, { gross: '1300' }, { ask: ['amounts'] }],
    ['the lines here, the lines there', { lines: 'l2' }, { lines: 'L2' }, { ask: ['amounts'] }],
    ['the lines on both sides, to the same total', { lines: 'l2', gross: '1300' }, { lines: 'L2', gross: '1300' }, { ask: ['amounts'] }],
    ['the total on both sides to the same', { lines: 'l2', gross: '1300' }, { gross: '1300' }, { kept: ['amounts'] }],
    ['the currency there', {}, { currency: 'USD' }, { left: ['amounts'] }],
    ['the tax there', {}, { tax: '200' }, { left: ['amounts'] }],
    ['the customer there', {}, { contact: 'K2' }, { left: ['contact'] }],
    ['the number there', {}, { reference: 'other' }, { left: ['number'] }],
    ['the payment reference there', {}, { paymentReference: 'RF99' }, { left: ['paymentReference'] }],
    ['only the version', {}, { version: '2' }, {}],
    ['only how it is written', { gross: '1210.00' }, { gross: '1210.0', description: ' November ' }, {}],
  ])('%s', (_, host, ledger, expected) => expect(planned(host, ledger)).toEqual({ ...nothing, ...expected }));

  it('what the host does not state is the ledger\'s own, and nobody\'s change', () => {
    const unstated = { dueDate: null, description: '', paymentReference: '' };
    expect(planned(unstated, { dueDate: '2027-01-01', description: 'Globex', paymentReference: '+++1+++' })).toEqual(nothing);
    expect(planned({ dueDate: '2026-12-20' }, { dueDate: '2027-01-01' }, { ...base, host: hostSide({ dueDate: null }) })).toEqual({ ...nothing, ask: ['dueDate'] });
  });

  it('what one of two sights of the ledger does not say is no change', () => {
    const { paymentReference: _, lines: __, ...less } = base.ledger;
    expect(planOf(threeWay(base, base.host, wantedOf(base.host, 'K1'), { ...less, tax: null }), always, null)).toEqual(nothing);
  });

  it('a field that cannot be written from here stays, and is not asked about', () => {
    const isWritable = (field: DocumentField) => field !== 'amounts';
    expect(planOf(changesOf({ lines: 'l2' }, { gross: '1300', description: 'x' }), isWritable, null)).toEqual({ ...nothing, stay: ['amounts'], left: ['description', 'amounts'] });
  });

  it('a decision for the host writes what was changed there, one for the ledger keeps it, and neither touches the rest', () => {
    const changes = changesOf({ dueDate: '2026-12-24', date: '2026-11-21' }, { dueDate: '2026-12-31', description: 'By hand' });
    expect(planOf(changes, always, 'host')).toEqual({ ...nothing, write: ['date', 'dueDate', 'description'] });
    expect(planOf(changes, always, 'ledger')).toEqual({ ...nothing, write: ['date'], kept: ['dueDate', 'description'] });
    expect(planOf(changes, (field) => field === 'date', 'host')).toEqual({ ...nothing, write: ['date'], stay: ['dueDate'], left: ['dueDate', 'description'] });
  });

  it('a text that the ledger cut, or spaced in its own way, is the same text', () => {
    const long = 'Work on the website in the months of November and December, with all that belongs to it';
    expect(agrees('description', wantedOf(hostSide({ description: long }), 'K1'), { ...base.ledger, description: long.slice(0, 60) })).toBe(true);
    expect(agrees('description', wantedOf(hostSide({ description: 'a\n b' }), 'K1'), { ...base.ledger, description: 'a b' })).toBe(true);
    expect(agrees('description', wantedOf(hostSide({ description: 'November 2026' }), 'K1'), { ...base.ledger, description: 'November' })).toBe(false);
    expect(agrees('paymentReference', wantedOf(hostSide({ paymentReference: 'RF18 5390' }), 'K1'), { ...base.ledger, paymentReference: 'rf185390' })).toBe(true);
  });

  it('lines that were never seen are in doubt as soon as the document has another version', () => {
    const { lines: _, ...unseen } = base.ledger;
    expect([areLinesInDoubt(unseen, { ...unseen, version: '2' }), areLinesInDoubt(unseen, unseen), areLinesInDoubt(base.ledger, { ...base.ledger, version: '2' })]).toEqual([true, false, false]);
  });
});

type Fate = 'none' | 'here' | 'there' | 'same' | 'different';
const fates: Fate[] = ['none', 'here', 'there', 'same', 'different'];

/** One change of a field, on the host's side and as the ledger would hold it. */
function changeOf(field: DocumentField, step: number): { host: Partial<HostSnapshot>; ledger: Partial<LedgerSnapshot> } {
  const text = `changed ${step}`;
  switch (field) {
    case 'number': return { host: { number: text }, ledger: { reference: text } };
    // A ledger's contacts have keys of their own: that two are the same is for mappings to say.
    case 'contact': return { host: { contact: `c${step}` }, ledger: { contact: 'K1' } };
    case 'date': return { host: { date: addDays(base.host.date, step) }, ledger: { date: addDays(base.host.date, step) } };
    case 'dueDate': return { host: { dueDate: addDays(base.host.date, 30 + step) }, ledger: { dueDate: addDays(base.host.date, 30 + step) } };
    case 'description': return { host: { description: text }, ledger: { description: text } };
    case 'paymentReference': return { host: { paymentReference: text }, ledger: { paymentReference: text } };
    case 'amounts': return { host: { gross: plus('1210', String(step)), lines: text }, ledger: { gross: plus('1210', String(step)) } };
  }
}

const fields: readonly DocumentField[] = documentFields.filter((field) => field !== 'contact');
const scenario = fc.tuple(...fields.map(() => fc.constantFrom(...fates))).map((chosen) => {
  const fateOf = new Map(fields.map((field, index) => [field, chosen[index] ?? 'none']));
  const host: Partial<HostSnapshot> = {};
  const ledger: Partial<LedgerSnapshot> = {};
  for (const [field, fate] of fateOf) {
    if (fate === 'here' || fate === 'same' || fate === 'different') Object.assign(host, changeOf(field, 1).host);
    if (fate === 'there' || fate === 'different') Object.assign(ledger, changeOf(field, 2).ledger);
    if (fate === 'same') Object.assign(ledger, changeOf(field, 1).ledger);
  }
  return { of: (...wanted: Fate[]) => fields.filter((field) => wanted.includes(fateOf.get(field) ?? 'none')), ...sides(host, ledger) };
});
/** The ledger after a plan was carried out: the fields written, and no others. */
const carriedOut = (plan: Plan, theirs: LedgerSnapshot, wanted: LedgerSnapshot): LedgerSnapshot => {
  const after = { ...theirs, version: 'after' };
  for (const field of plan.write) {
    if (field === 'amounts') Object.assign(after, { gross: wanted.gross, tax: wanted.tax, lines: 'written' });
    else if (field === 'number') after.reference = wanted.reference;
    else Object.assign(after, { [field]: wanted[field] });
  }
  return after;
};
const holds = fc.constantFrom(null, 'host', 'ledger') as fc.Arbitrary<'host' | 'ledger' | null>;
const writable = fc.subarray([...fields]);

describe('fault 37: laws of the three-way merge, whatever changed where', () => {
  it('every field meets the fate that its changes ask for', () => {
    fc.assert(
      fc.property(scenario, ({ of, ours, wanted, theirs }) => {
        const plan = planOf(threeWay(base, ours, wanted, theirs), always, null);
        expect(plan).toEqual({ write: of('here'), stay: [], left: of('there'), ask: of('different'), kept: of('same') });
      }),
    );
  });

  it('nothing that was changed there is overwritten without a decision, nor anything that cannot be written', () => {
    fc.assert(
      fc.property(scenario, holds, writable, ({ of, ours, wanted, theirs }, decision, allowed) => {
        const plan = planOf(threeWay(base, ours, wanted, theirs), (field) => allowed.includes(field), decision);
        const after = carriedOut(plan, theirs, wanted);
        const isSafe = (field: DocumentField) => decision === 'host' || !of('there', 'different').includes(field) || !plan.write.includes(field);
        expect(fields.every(isSafe)).toBe(true);
        expect(plan.write.every((field) => allowed.includes(field))).toBe(true);
        for (const field of fields) if (!plan.write.includes(field)) expect(agrees(field, after, theirs)).toBe(true);
      }),
    );
  });

  it('what was carried out is settled, and what was not goes on showing: here what stays, there what was left', () => {
    fc.assert(
      fc.property(scenario, holds, writable, ({ ours, wanted, theirs }, decision, allowed) => {
        const plan = planOf(threeWay(base, ours, wanted, theirs), (field) => allowed.includes(field), decision);
        const after = carriedOut(plan, theirs, wanted);
        const changes = threeWay(nextBase(base, plan, ours, wanted, theirs, after), ours, wanted, after);
        for (const field of fields) {
          const isOpen = plan.stay.includes(field) || plan.left.includes(field) || plan.ask.includes(field);
          if (!isOpen) expect(changes[field]).toEqual({ here: false, there: false, agree: false });
          else expect({ here: changes[field].here, there: changes[field].there }).toEqual({ here: plan.stay.includes(field) || plan.ask.includes(field), there: plan.left.includes(field) || plan.ask.includes(field) });
        }
        expect(driftOf(changes)).toEqual(fields.filter((field) => plan.left.includes(field) || plan.ask.includes(field)));
      }),
    );
  });

  it('a second round writes nothing more', () => {
    fc.assert(
      fc.property(scenario, ({ ours, wanted, theirs }) => {
        const plan = planOf(threeWay(base, ours, wanted, theirs), always, null);
        const after = carriedOut(plan, theirs, wanted);
        const next = nextBase(base, plan, ours, wanted, theirs, after);
        const again = planOf(threeWay(next, ours, wanted, after), always, null);
        expect(again.write).toEqual([]);
        expect({ left: again.left, ask: again.ask }).toEqual({ left: plan.left, ask: plan.ask });
      }),
    );
  });

  it('fault 36: what the ledger holds after a write, and neither was written nor seen before, shows as changed there', () => {
    fc.assert(
      fc.property(scenario, fc.constantFrom(...fields), ({ ours, wanted, theirs }, field) => {
        const plan = planOf(threeWay(base, ours, wanted, theirs), always, null);
        fc.pre(!plan.ask.includes(field));
        const after = { ...carriedOut(plan, theirs, wanted), ...changeOf(field, 3).ledger };
        const next = nextBase(base, plan, ours, wanted, theirs, after);
        expect(driftOf(threeWay(next, ours, wanted, after))).toContain(field);
      }),
    );
  });
});

describe('the base from then on', () => {
  const { ours, wanted, theirs } = sides({ lines: 'l2' }, { version: '2' });

  it('knows lines as they were written, and forgets them where unseen ones were accepted', () => {
    expect(nextBase(base, { ...nothing, write: ['amounts'] }, ours, wanted, theirs, { ...theirs, lines: 'L2', version: '3' }).ledger).toMatchObject({ lines: 'L2', version: '3' });
    const { lines: _, ...unseen } = theirs;
    expect(nextBase(base, { ...nothing, kept: ['amounts'] }, ours, wanted, theirs, unseen).ledger).not.toHaveProperty('lines');
    expect(nextBase(base, { ...nothing, stay: ['amounts'] }, ours, wanted, theirs, unseen).ledger.lines).toBe('L1');
  });

  it('keeps the old version while lines are in doubt', () => {
    expect([nextBase(base, nothing, ours, wanted, theirs, theirs).ledger.version, nextBase(base, nothing, ours, wanted, theirs, theirs, true).ledger.version]).toEqual(['2', '1']);
  });
});

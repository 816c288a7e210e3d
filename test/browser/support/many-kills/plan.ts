import type { Random } from './random';

/** The calls that make something in the ledger: where a blow in the middle does most harm. */
export const creates = ['salesentry/SalesEntries', 'purchaseentry/PurchaseEntries', 'crm/Accounts', 'logistics/Items'] as const;

/** When a blow falls. */
export type Moment =
  /** Before or after the request takes effect that comes once so many others have passed. */
  | { at: 'request'; of: 'all' | 'creates'; pass: number; when: 'before' | 'after' }
  | { at: 'pause'; milliseconds: number };

export type Blow =
  /** `lost`: the call that was caught never arrives. `alone`: nobody wakes it; its alarm has to. */
  | { what: 'worker'; moment: Moment; lost: boolean; alone: boolean }
  | { what: 'browser'; moment: Moment }
  /** A call that makes something gets no answer, either because it does not arrive or because its answer does not. */
  | { what: 'lost'; url: string; pass: number; of: 'call' | 'answer' }
  /** Only the beginning of the answer arrives. */
  | { what: 'torn'; url: string; pass: number; characters: number };

export const planned = { workers: 28, browsers: 6 };

function momentOf(random: Random): Moment {
  if (random.next() < 0.25) return { at: 'pause', milliseconds: random.whole(0, 500) };
  const when = random.pick(['before', 'after'] as const);
  return random.next() < 0.5 ? { at: 'request', of: 'all', pass: random.whole(0, 40), when } : { at: 'request', of: 'creates', pass: random.whole(0, 10), when };
}

const made = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** What is going to happen to a run, in this order. */
export function planOf(random: Random): Blow[] {
  const lostWith: Moment = { at: 'request', of: 'creates', pass: random.whole(0, 6), when: 'before' };
  const where = () => ({ url: random.pick(creates), pass: random.whole(0, 2) });
  return random.shuffled<Blow>([
    ...made(planned.workers - 3, (index): Blow => ({ what: 'worker', moment: momentOf(random), lost: false, alone: index === 0 })),
    ...made(3, (): Blow => ({ what: 'worker', moment: lostWith, lost: true, alone: false })),
    ...made(planned.browsers, (): Blow => ({ what: 'browser', moment: momentOf(random) })),
    ...made(2, (): Blow => ({ what: 'lost', ...where(), of: 'call' })),
    ...made(3, (): Blow => ({ what: 'lost', ...where(), of: 'answer' })),
    ...made(3, (): Blow => ({ what: 'torn', ...where(), characters: random.whole(0, 60) })),
  ]);
}

/** For the report of a run. */
export function wordsOf(blow: Blow): string {
  if (blow.what === 'lost' || blow.what === 'torn') return `${blow.what} ${blow.what === 'lost' ? blow.of : 'answer'}, ${blow.url} after ${blow.pass}`;
  const { moment } = blow;
  const when = moment.at === 'pause' ? `after ${moment.milliseconds} ms` : `${moment.when} request ${moment.pass + 1} of ${moment.of}`;
  return `${blow.what} killed ${when}${blow.what === 'worker' && blow.lost ? ', its call lost' : ''}${blow.what === 'worker' && blow.alone ? ', left alone' : ''}`;
}

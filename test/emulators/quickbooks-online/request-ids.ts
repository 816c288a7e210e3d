import type { Clock } from '../core/emulator';
import type { Behaviour } from './behaviour';
import type { Outcome } from './envelope';
import { refusal } from './refusal';

interface Remembered {
  fingerprint: string;
  at: number;
  outcome: Promise<Outcome>;
}

const longest = 50;
const longestOfBatch = 36;
const longestItem = 10;

/** The requestids of writes: a repeat is given the first answer and does nothing. Kept by company. */
export class RequestIds {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly clock: Clock,
    private readonly behaviour: Behaviour,
  ) {}

  /** Does the work once for an id. A repeat that comes while the work is under way waits for it. Throws 600 for an id that belongs to another request. */
  async once(realmId: string, requestId: string, fingerprint: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const key = `${realmId}/${requestId}`;
    const before = this.remembered.get(key);
    if (before && this.clock.now() < before.at + this.behaviour.requestIdLifetime) {
      if (before.fingerprint !== fingerprint) {
        throw refusal('600', 'RequestId already exists', 'RequestId already exists. The requestid was used for another request: duplicate request detected.');
      }
      return before.outcome;
    }
    const outcome = work();
    this.remembered.set(key, { fingerprint, at: this.clock.now(), outcome });
    const { body } = await outcome;
    if ('Fault' in body && this.behaviour.failedRequestIds === 'forgotten') this.remembered.delete(key);
    return outcome;
  }

  clear(): void {
    this.remembered.clear();
  }
}

const invalid = (detail: string) => refusal('2130', 'Invalid RequestId', detail);

/** Throws 2130 for an id that is empty or too long: 50 characters, or for a batch 36 with at most 10 for each item's own. */
export function checkRequestId(requestId: string, items: readonly string[] | null): void {
  const most = items ? longestOfBatch : longest;
  if (requestId.length === 0 || requestId.length > most) throw invalid(`The requestid has to be 1 to ${most} characters long.`);
  if (items?.some((bId) => bId.length > longestItem)) throw invalid(`With a requestid, each bId may be at most ${longestItem} characters long.`);
}

import type { Clock } from '../core/emulator';
import { dayOf } from '../../../lib/model/dates';
import { ScoroError } from './envelope';

const windowLength = 2000;

/** The two budgets of a site: requests a day, and requests in a window of two seconds. */
export class Budget {
  private day = '';
  private today = 0;
  private recent: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly perDay: number,
    private readonly burst: number,
  ) {}

  get used(): number {
    return this.day === dayOf(this.clock.now()) ? this.today : 0;
  }

  /** Counts one request. Throws when either budget is used up. */
  spend(): void {
    const now = this.clock.now();
    this.recent = this.recent.filter((time) => time > now - windowLength);
    if (this.recent.length >= this.burst) throw new ScoroError('Too many requests', 429, 429);
    if (this.day !== dayOf(now)) [this.day, this.today] = [dayOf(now), 0];
    // The daily refusal carries the code of a missing right: only its words tell what it is.
    if (this.today >= this.perDay) throw new ScoroError(`Daily API request limit exceeded (${this.perDay} requests per day)`, 403);
    this.recent.push(now);
    this.today += 1;
  }

  clear(): void {
    this.day = '';
    this.today = 0;
    this.recent = [];
  }
}

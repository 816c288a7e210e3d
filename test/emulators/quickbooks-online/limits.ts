import type { Clock } from '../core/emulator';
import type { Environment } from './hosts';

/** The API's budgets; tests may make them smaller. */
export interface Limits {
  /** Requests to a company, batches aside. */
  perMinute: number;
  /** Requests of one app to one company. */
  perSecond: number;
  /** Batches of one app to one company. */
  batchesPerMinute: number;
  /** Batches to a company, of all apps. */
  companyBatchesPerMinute: number;
  /** Requests of any kind to a company. */
  allPerMinute: number;
  /** Reads of an app a calendar month, in production; writes are free. */
  readsPerMonth: number;
}

export const defaultLimits = (): Limits => ({ perMinute: 500, perSecond: 10, batchesPerMinute: 40, companyBatchesPerMinute: 120, allPerMinute: 800, readsPerMonth: 500_000 });

const second = 1000;
const minute = 60_000;

/** Requests of the last second or minute. Windows slide, since nothing says that they start with the clock; refused requests do not count. */
export class RateLimiter {
  private readonly times = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  /** Counts a request, or says no. */
  take(clientId: string, realmId: string, batch: boolean): boolean {
    const app = `${realmId}/${clientId}`;
    const { limits } = this;
    const windows: [key: string, length: number, most: number][] = [
      [`second ${app}`, second, limits.perSecond],
      [`all ${realmId}`, minute, limits.allPerMinute],
      ...((batch ? [[`batch ${app}`, minute, limits.batchesPerMinute], [`batch ${realmId}`, minute, limits.companyBatchesPerMinute]] : [[`single ${realmId}`, minute, limits.perMinute]]) as [string, number, number][]),
    ];
    const now = this.clock.now();
    const recent = windows.map(([key, length]) => (this.times.get(key) ?? []).filter((at) => at > now - length));
    if (windows.some(([, , most], index) => (recent[index]?.length ?? 0) >= most)) return false;
    windows.forEach(([key], index) => this.times.set(key, [...(recent[index] ?? []), now]));
    return true;
  }

  clear(): void {
    this.times.clear();
  }
}

export interface Usage {
  /** Creates, updates, deletes. */
  writes: number;
  /** Reads, queries and change data, those inside batches too. */
  reads: number;
}

/** What the partner programme counts, by app and calendar month. */
export class Metering {
  private readonly counts = new Map<string, Usage>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  private usage(environment: Environment, clientId: string): Usage {
    const key = `${environment} ${clientId} ${new Date(this.clock.now()).toISOString().slice(0, 7)}`;
    const usage = this.counts.get(key) ?? { writes: 0, reads: 0 };
    this.counts.set(key, usage);
    return usage;
  }

  /** Counts what a request does, or says no when the month's reads are used up. The sandbox has no such limit. */
  take(environment: Environment, clientId: string, { writes, reads }: Usage): boolean {
    const usage = this.usage(environment, clientId);
    if (environment === 'production' && reads > 0 && usage.reads + reads > this.limits.readsPerMonth) return false;
    usage.writes += writes;
    usage.reads += reads;
    return true;
  }

  /** This month's requests of an app. */
  used(environment: Environment, clientId: string): Usage {
    return { ...this.usage(environment, clientId) };
  }

  clear(): void {
    this.counts.clear();
  }

  dump(): Record<string, Usage> {
    return Object.fromEntries(this.counts);
  }
}

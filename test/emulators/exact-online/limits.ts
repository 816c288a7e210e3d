import type { Clock } from '../core/emulator';

/** The API's budgets; tests may make them smaller. */
export interface Limits {
  perMinute: number;
  perDay: number;
  errorsPerHour: number;
  /** How long an endpoint stays closed after too many errors. */
  blockedFor: number;
  /** What a closed endpoint answers; Exact documents neither status nor body. */
  blockedAnswer: { status: number; body: string; headers: Record<string, string> };
}

export const defaultLimits = (): Limits => ({
  perMinute: 60,
  perDay: 5000,
  errorsPerHour: 10,
  blockedFor: 3_600_000,
  blockedAnswer: { status: 429, body: '', headers: {} },
});

const minute = 60_000;
const day = 86_400_000;

/** Calls of one app to one company, counted in fixed calendar minutes and days of UTC. */
export class RateLimiter {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  private used(key: string, length: number): { slot: string; used: number; reset: number } {
    const start = Math.floor(this.clock.now() / length) * length;
    const slot = `${key}/${length}/${start}`;
    return { slot, used: this.counts.get(slot) ?? 0, reset: start + length };
  }

  /** Counts a call. Refused ones are not counted. */
  take(key: string): { allowed: boolean; headers: Record<string, string> } {
    const perDay = this.used(key, day);
    const perMinute = this.used(key, minute);
    const dayHeaders = (left: number) => ({ 'X-RateLimit-Limit': String(this.limits.perDay), 'X-RateLimit-Remaining': String(left), 'X-RateLimit-Reset': String(perDay.reset) });
    const minuteHeaders = (left: number) => ({
      'X-RateLimit-Minutely-Limit': String(this.limits.perMinute),
      'X-RateLimit-Minutely-Remaining': String(left),
      'X-RateLimit-Minutely-Reset': String(perMinute.reset),
    });
    if (perDay.used >= this.limits.perDay) return { allowed: false, headers: dayHeaders(0) };
    if (perMinute.used >= this.limits.perMinute) return { allowed: false, headers: minuteHeaders(0) };
    this.counts.set(perDay.slot, perDay.used + 1);
    this.counts.set(perMinute.slot, perMinute.used + 1);
    return { allowed: true, headers: { ...dayHeaders(this.limits.perDay - perDay.used - 1), ...minuteHeaders(this.limits.perMinute - perMinute.used - 1) } };
  }

  clear(): void {
    this.counts.clear();
  }
}

const counted = new Set([400, 401, 403, 404]);

/** Refused calls by app, user, company and endpoint: more than allowed in an hour close the endpoint. */
export class ErrorBudget {
  private readonly errors = new Map<string, number[]>();
  private readonly blocked = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  isBlocked(key: string): boolean {
    return this.clock.now() < (this.blocked.get(key) ?? 0);
  }

  count(key: string, status: number): void {
    if (!counted.has(status)) return;
    const now = this.clock.now();
    const recent = [...(this.errors.get(key) ?? []).filter((at) => at > now - 3_600_000), now];
    this.errors.set(key, recent);
    if (recent.length > this.limits.errorsPerHour) this.blocked.set(key, now + this.limits.blockedFor);
  }

  /** Errors of the last hour under keys that contain a text, for tests. */
  used(part = ''): number {
    const since = this.clock.now() - 3_600_000;
    return [...this.errors].filter(([key]) => key.includes(part)).reduce((sum, [, times]) => sum + times.filter((at) => at > since).length, 0);
  }

  blockedAnswer(): Response {
    const { status, body, headers } = this.limits.blockedAnswer;
    return new Response(body === '' ? null : body, { status, headers });
  }

  clear(): void {
    this.errors.clear();
    this.blocked.clear();
  }
}

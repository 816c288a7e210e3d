import type { Hono } from 'hono';
import type { Faults } from './faults';

/** One emulated system. `app` takes requests for any of its host names; nothing in it knows of sockets. */
export interface Emulator {
  readonly name: string;
  /** True when the emulator stands for this host name. */
  answersTo(hostname: string): boolean;
  readonly app: Hono;
  readonly faults: Faults;
  /** Every request that arrived, oldest first. */
  readonly seen: SeenRequest[];
  /** Everything it holds, as plain data: for tests and for people. */
  dump(): unknown;
  /** Back to the state it was made in, faults and seen requests included. */
  reset(): void;
}

export interface SeenRequest {
  at: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** null until answered; 0 when the answer was dropped. */
  status: number | null;
}

/** Where an emulator takes the time from, so that tests can move it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until told to move. */
export class ManualClock implements Clock {
  constructor(private time: number) {}
  now(): number {
    return this.time;
  }
  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

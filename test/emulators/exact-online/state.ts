import type { Clock } from '../core/emulator';
import type { Company } from './company';
import type { Limits } from './limits';
import type { Language } from './texts';
import { wallClock, type Row } from './values';

/** An app registration. Without `redirectUris` any https address will do. */
export interface Client {
  clientId: string;
  clientSecret: string;
  redirectUris?: readonly string[];
}

export interface User {
  id: string;
  name: string;
  email: string;
  language: Language;
  /** The division last used in the web pages; the user changes it there at any time. */
  currentDivision: number;
}

/** Something a client must never do; it is refused, and kept here for tests to find. */
export interface Violation {
  at: number;
  what: string;
  url: string;
}

/** All the emulator knows, tokens aside. */
export class World {
  readonly companies = new Map<number, Company>();
  readonly users: User[] = [];
  readonly violations: Violation[] = [];
  /** For how long a new record is missing from lists. */
  listDelay = 0;
  private readonly born = new WeakMap<Row, number>();

  constructor(
    readonly clock: Clock,
    readonly limits: Limits,
  ) {}

  /** Notes when a record was made, for eventual consistency. */
  bear(row: Row): Row {
    this.born.set(row, this.clock.now());
    return row;
  }

  isListed(row: Row): boolean {
    const made = this.born.get(row);
    return made === undefined || this.clock.now() >= made + this.listDelay;
  }

  /** Empties it; whoever calls fills it again. */
  reset(): void {
    this.companies.clear();
    this.users.length = 0;
    this.violations.length = 0;
    this.listDelay = 0;
  }

  get wall(): number {
    return wallClock(this.clock.now());
  }
}

/** One request's view: who asks, of which company, under which address. */
export interface Scope {
  world: World;
  company: Company;
  user: User;
  /** "https://start.exactonline.nl/api/v1/123456" */
  base: string;
}

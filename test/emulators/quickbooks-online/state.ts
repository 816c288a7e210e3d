import type { Clock } from '../core/emulator';
import type { Behaviour } from './behaviour';
import type { Company } from './company';
import type { Environment } from './hosts';

/** One key pair of an app. Without `redirectUris` any address of the allowed form will do. */
export interface Client {
  clientId: string;
  clientSecret: string;
  environment: Environment;
  redirectUris?: readonly string[];
}

export interface User {
  id: string;
  givenName: string;
  familyName: string;
  email: string;
  /** The companies this user may connect, being their admin; all of them when absent. */
  adminOf?: readonly string[];
}

/** Something a client must never do; kept here for tests to find. */
export interface Violation {
  at: number;
  what: string;
  url: string;
}

/** A company and the environment it lives in. */
export interface Place {
  company: Company;
  environment: Environment;
}

/** All the emulator knows, tokens aside. */
export class World {
  /** By realm id. */
  readonly places = new Map<string, Place>();
  readonly users: User[] = [];
  readonly violations: Violation[] = [];
  /** Awaited by every write before it takes effect; lets a test hold one while another arrives. */
  held: Promise<void> | null = null;
  private answers = 0;

  constructor(
    readonly clock: Clock,
    readonly behaviour: Behaviour,
  ) {}

  add(company: Company, environment: Environment): void {
    this.places.set(company.realmId, { company, environment });
  }

  companies(environment: Environment): Company[] {
    return [...this.places.values()].filter((place) => place.environment === environment).map(({ company }) => company);
  }

  /** The next value of the `intuit_tid` header. */
  transactionId(): string {
    this.answers += 1;
    return `1-${Math.floor(this.clock.now() / 1000).toString(16)}-${this.answers.toString(16).padStart(24, '0')}`;
  }

  violate(what: string, url: string): void {
    this.violations.push({ at: this.clock.now(), what, url });
  }

  /** Empties it; whoever calls fills it again. */
  reset(): void {
    this.places.clear();
    this.users.length = 0;
    this.violations.length = 0;
    this.held = null;
    this.answers = 0;
  }
}

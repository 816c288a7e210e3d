import type { Hono } from 'hono';
import { createEmulatorApp } from '../core/app';
import { addControl } from '../core/control';
import { systemClock, type Clock, type Emulator, type SeenRequest } from '../core/emulator';
import { Faults } from '../core/faults';
import { addApi } from './api';
import type { Company } from './company';
import { helpers, type Helpers } from './helpers';
import { defaultLimits, ErrorBudget, RateLimiter, type Limits } from './limits';
import { addOAuth } from './oauth';
import { seedCompany } from './seed/company';
import { resources } from './services';
import { World, type Client, type User } from './state';
import type { Language } from './texts';
import { Tokens } from './tokens';
import { guidFrom } from './values';
import { defaultXmlBehaviour, type XmlBehaviour } from './xml/answer';
import { addXml } from './xml/endpoint';

export interface ExactOnlineOptions {
  clock?: Clock;
  clients?: readonly Client[];
  /** Makes the companies; called again by reset(). */
  companies?: () => readonly Company[];
  /** The first is the one signed in to the web pages. */
  users?: readonly Partial<User>[];
  language?: Language;
  limits?: Partial<Limits>;
  /** How it answers uploads, where that is not known. */
  xml?: Partial<XmlBehaviour>;
  /** Consent without a page: at once, to all companies or to these. */
  autoConsent?: boolean | readonly number[];
}

export interface ExactOnline extends Emulator, Helpers {
  readonly world: World;
  readonly tokens: Tokens;
  readonly errors: ErrorBudget;
  /** Another user signs in to the web pages. */
  signIn(user: User): void;
  setAutoConsent(value: boolean | readonly number[]): void;
}

export const testClient: Client = { clientId: '0a1b2c3d-0000-4000-8000-00000000e0a1', clientSecret: 'exact-secret' };

const userOf = (given: Partial<User>, index: number, language: Language): User => ({
  id: guidFrom(`user ${index}`),
  name: index === 0 ? 'ACME Bookkeeper' : `User ${index + 1}`,
  email: `user${index + 1}@acme.example`,
  language,
  currentDivision: 123456,
  ...given,
});

/** Exact Online as its reference describes it, in memory. */
export function createExactOnline(options: ExactOnlineOptions = {}): ExactOnline {
  const clock = options.clock ?? systemClock;
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  const world = new World(clock, { ...defaultLimits(), ...options.limits });
  const tokens = new Tokens(clock);
  const errors = new ErrorBudget(clock, world.limits);
  const rates = new RateLimiter(clock, world.limits);
  const clients = options.clients ?? [testClient];
  let consent = options.autoConsent ?? false;
  let signedIn: User;

  function fill(): void {
    world.reset();
    for (const company of (options.companies ?? (() => [seedCompany()]))()) world.companies.set(company.code, company);
    world.users.push(...(options.users ?? [{}]).map((user, index) => userOf(user, index, options.language ?? 'nl')));
    signedIn = world.users[0] ?? userOf({}, 0, 'nl');
  }
  fill();

  const app: Hono = createEmulatorApp(faults, seen, clock);
  addOAuth(app, {
    world,
    tokens,
    errors,
    clients,
    consent: () => ({ auto: consent !== false, divisions: Array.isArray(consent) ? (consent as number[]) : [...world.companies.keys()] }),
    signedIn: () => signedIn,
  });
  addApi(app, { world, tokens, rates, errors, resources });
  addXml(app, { world, tokens, rates, errors, behaviour: { ...defaultXmlBehaviour(), ...options.xml } });

  const emulator: ExactOnline = {
    name: 'exact-online',
    answersTo: (hostname) => /^start\.exactonline\.(nl|be|de|co\.uk|com|es|fr)$/.test(hostname),
    app,
    faults,
    seen,
    world,
    tokens,
    errors,
    ...helpers({ world, tokens, clients, signedIn: () => signedIn }),
    signIn: (user) => void (signedIn = user),
    setAutoConsent: (value) => void (consent = value),
    dump: () => ({ companies: [...world.companies.values()].map((company) => company.dump()), users: world.users, violations: world.violations, grants: tokens.grants }),
    reset() {
      fill();
      tokens.clear();
      errors.clear();
      rates.clear();
      faults.clear();
      seen.length = 0;
      consent = options.autoConsent ?? false;
    },
  };
  addControl(app, emulator);
  return emulator;
}

export { seedCompany };
export type { Client, Company, Limits, User };

import { createEmulatorApp } from '../core/app';
import { addControl } from '../core/control';
import { systemClock, type Clock, type Emulator, type SeenRequest } from '../core/emulator';
import { Faults } from '../core/faults';
import { apiApp } from './api';
import { defaultBehaviour, type Behaviour } from './behaviour';
import type { Company } from './company';
import { developerApp, userInfoApp } from './discovery';
import { allHosts, environments, hosts, type Environment } from './hosts';
import { IdTokens } from './id-tokens';
import { defaultLimits, Metering, RateLimiter, type Limits } from './limits';
import { accountingScope, consentApp, tokenApp } from './oauth';
import { page } from './pages';
import { RequestIds } from './request-ids';
import { seedCompany, seedUsCompany } from './seed/company';
import { World, type Client, type User } from './state';
import { Tokens, type TokenAnswer } from './tokens';
import { watch } from './watch';

export interface QuickBooksOnlineOptions {
  clock?: Clock;
  clients?: readonly Client[];
  /** Makes the sandbox companies; called again by reset(). */
  companies?: (clock: Clock) => readonly Company[];
  /** The same for production. */
  productionCompanies?: (clock: Clock) => readonly Company[];
  /** The first is the one signed in to the web pages. */
  users?: readonly Partial<User>[];
  limits?: Partial<Limits>;
  behaviour?: Partial<Behaviour>;
  /** Consent without a page: at once, to the first company or to this realm id. */
  autoConsent?: boolean | string;
}

export interface QuickBooksOnline extends Emulator {
  readonly world: World;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly metering: Metering;
  /** What is not known of the service; may be changed at any time. */
  readonly behaviour: Behaviour;
  /** A company; the first sandbox company without a realm id. */
  company(realmId?: string): Company;
  addCompany(company: Company, environment?: Environment): void;
  /** A connection for tests that are not about signing in: the first company and an app of its environment unless named. */
  connect(realmId?: string, client?: Client, scopes?: readonly string[]): TokenAnswer;
  accessToken(realmId?: string, client?: Client): string;
  /** The user takes the apps' consent back; for all companies unless named. */
  revokeConsent(realmId?: string): void;
  /** Another user signs in to the web pages. */
  signIn(user: User): void;
  setAutoConsent(value: boolean | string): void;
  /** From now on writes that arrive wait for the release before they take effect. */
  holdWrites(): { release(): void };
}

export const testClient: Client = { clientId: 'ABdevelopmentKeysOfTheTestApp00000000000000000001', clientSecret: 'developmentSecret00000000000000000000001', environment: 'sandbox' };
export const productionClient: Client = { clientId: 'ABproductionKeysOfTheTestApp000000000000000000001', clientSecret: 'productionSecret000000000000000000000001', environment: 'production' };

const userOf = (given: Partial<User>, index: number): User => ({
  id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  givenName: index === 0 ? 'Alex' : `User${index + 1}`,
  familyName: 'Bookkeeper',
  email: `user${index + 1}@acme.example`,
  ...given,
});

/** QuickBooks Online as its reference describes it, in memory. */
export function createQuickBooksOnline(options: QuickBooksOnlineOptions = {}): QuickBooksOnline {
  const clock = options.clock ?? systemClock;
  const clients = options.clients ?? [testClient, productionClient];
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  const limits: Limits = { ...defaultLimits(), ...options.limits };
  const behaviour: Behaviour = { ...defaultBehaviour(), ...options.behaviour };
  const world = new World(clock, behaviour);
  const tokens = new Tokens(clock, behaviour);
  const rates = new RateLimiter(clock, limits);
  const metering = new Metering(clock, limits);
  const requestIds = new RequestIds(clock, behaviour);
  let consent = options.autoConsent ?? false;
  let signedIn: User;

  function fill(): void {
    world.reset();
    for (const company of (options.companies ?? ((at: Clock) => [seedCompany(at)]))(clock)) world.add(company, 'sandbox');
    for (const company of (options.productionCompanies ?? ((at: Clock) => [seedCompany(at, { realmId: '9130350000000009', name: 'ACME Ltd' })]))(clock)) world.add(company, 'production');
    world.users.push(...(options.users ?? [{}]).map(userOf));
    signedIn = world.users[0] ?? userOf({}, 0);
  }
  fill();

  function company(realmId?: string): Company {
    const found = realmId === undefined ? world.companies('sandbox')[0] : world.places.get(realmId)?.company;
    if (!found) throw new Error(`There is no company ${realmId ?? ''}`);
    return found;
  }

  function connect(realmId?: string, client?: Client, scopes: readonly string[] = [accountingScope]): TokenAnswer {
    const to = company(realmId).realmId;
    const found = client ?? clients.find(({ environment }) => environment === world.places.get(to)?.environment);
    if (!found) throw new Error(`There is no app for company ${to}`);
    return tokens.give(found.clientId, signedIn, to, scopes);
  }

  const oauth = { world, tokens, idTokens: new IdTokens(), clients, consent: () => consent, signedIn: () => signedIn };
  const services = new Map<string, (request: Request) => Response | Promise<Response>>([
    [hosts.consent, consentApp(oauth).fetch],
    [hosts.token, tokenApp(oauth).fetch],
    [hosts.developer, developerApp(oauth).fetch],
  ]);
  for (const environment of environments) {
    services.set(hosts.userInfo[environment], userInfoApp(tokens).fetch);
    services.set(hosts.api[environment], apiApp({ world, tokens, clients, rates, metering, requestIds }, environment));
    services.set(hosts.pages[environment], (request) => page(world, environment, request));
  }

  const app = createEmulatorApp(faults, seen, clock);
  const emulator: QuickBooksOnline = {
    name: 'quickbooks-online',
    answersTo: (hostname) => allHosts.has(hostname),
    app,
    faults,
    seen,
    world,
    tokens,
    limits,
    metering,
    behaviour,
    company,
    addCompany: (added, environment = 'sandbox') => world.add(added, environment),
    connect,
    accessToken: (realmId, client) => connect(realmId, client).access_token,
    revokeConsent(realmId) {
      for (const grant of tokens.grants) if (realmId === undefined || grant.realmId === realmId) grant.revoked = true;
    },
    signIn: (user) => void (signedIn = user),
    setAutoConsent: (value) => void (consent = value),
    holdWrites() {
      let release = (): void => undefined;
      world.held = new Promise((resolve) => (release = resolve));
      return {
        release() {
          world.held = null;
          release();
        },
      };
    },
    dump: () => ({
      companies: [...world.places.values()].map(({ company: held, environment }) => ({ environment, ...(held.dump() as object) })),
      users: world.users,
      violations: world.violations,
      grants: tokens.grants,
      metering: metering.dump(),
    }),
    reset() {
      fill();
      tokens.clear();
      rates.clear();
      metering.clear();
      requestIds.clear();
      faults.clear();
      seen.length = 0;
      consent = options.autoConsent ?? false;
      Object.assign(behaviour, defaultBehaviour(), options.behaviour);
    },
  };

  addControl(app, emulator);
  app.all('*', async (context) => {
    const service = services.get(new URL(context.req.url).hostname);
    if (!service) return context.text('Not here', 404);
    watch(world, context.req.raw);
    const response = await service(context.req.raw);
    response.headers.set('intuit_tid', world.transactionId());
    response.headers.set('date', new Date(clock.now()).toUTCString());
    return response;
  });
  return emulator;
}

export { faultAnswer } from './trouble';
export { seedCompany, seedUsCompany };
export type { Behaviour, Client, Company, Environment, Limits, User };

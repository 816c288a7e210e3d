import { Hono, type Context } from 'hono';
import { systemClock, type Clock, type Emulator, type SeenRequest } from '../core/emulator';
import { ConnectionDropped, Faults } from '../core/faults';
import { misbehave } from '../core/misbehave';
import { apiRoutes } from './api';
import { Budget } from './budget';
import { controlRoutes } from './control';
import { pageRoutes } from './pages';
import { unknownSite } from './pages/layout';
import { usualPages, type PageOptions } from './pages/options';
import { seedSite } from './seed';
import { Site } from './site';
import type { SiteSettings, SiteState } from './types';

export * from './seed-ids';
export type * from './types';
export type { NewDocument } from './site';
export type { PageOptions } from './pages/options';

export interface ScoroOptions {
  clock?: Clock;
  /** The sub-domain; "acme" for https://acme.scoro.com. */
  site?: string;
  apiKey?: string;
  /** The company accounts of the site; the first is that of the seed's documents, the second owns one of them. */
  entities?: string[];
  requestsPerDay?: number;
  /** Requests in two seconds before HTTP 429. */
  burst?: number;
  settings?: Partial<SiteSettings>;
  pages?: Partial<PageOptions>;
  /** False for a site without any data. */
  seeded?: boolean;
  /** Host names under scoro.com that another emulator stands for. */
  otherSites?: string[];
}

type Helpers = Pick<
  Site,
  | 'addInvoice'
  | 'addBill'
  | 'addContact'
  | 'addProduct'
  | 'addReceipt'
  | 'addBookmark'
  | 'changeInvoice'
  | 'changeBill'
  | 'changeContact'
  | 'deleteInvoice'
  | 'deleteBill'
>;

/** One Scoro site: its data as typed records, the ways a user of Scoro changes them, and how it behaves (`settings`, `pages`). */
export interface ScoroEmulator extends Emulator, Helpers, Readonly<Omit<SiteState, 'nextId'>> {
  readonly site: Site;
  readonly settings: SiteSettings;
  readonly pages: PageOptions;
  readonly apiKey: string;
  /** "https://acme.scoro.com" */
  readonly origin: string;
  /** API calls that came with the session cookie of the site's pages. */
  readonly cookieLeaks: SeenRequest[];
  /** Requests of the current day that counted. */
  requestsToday(): number;
}

const usualSettings = (): SiteSettings => ({
  lineBasedTax: true,
  financeAccounts: true,
  productCode: true,
  productGroups: true,
  pagingFields: true,
  listsEveryEntity: false,
  baseCurrency: 'EUR',
  // The company whose books the ledger's first division is.
  company: { name: 'ACME Consulting B.V.', vatNumber: 'NL004567890B01', registrationNumber: '30123456', country: 'NLD' },
  activeCurrencies: ['EUR', 'USD', 'GBP'],
});

function application(hostname: string, faults: Faults, seen: SeenRequest[], clock: Clock, parts: readonly Hono[]): Hono {
  const app = new Hono();
  const [control, ...routes] = parts;
  if (control) app.route('/', control);
  app.use('*', misbehave(app, faults, seen, clock));
  app.use('*', async (context: Context, next) => {
    const asked = new URL(context.req.url).hostname;
    if (asked === hostname) return next();
    return context.html(unknownSite(asked.split('.')[0] ?? asked));
  });
  for (const part of routes) app.route('/', part);
  app.onError((error, context) => {
    if (error instanceof ConnectionDropped) throw error;
    return context.text(`Emulator error: ${error.stack ?? error.message}`, 500);
  });
  return app;
}

function helpersOf({
  addInvoice,
  addBill,
  addContact,
  addProduct,
  addReceipt,
  addBookmark,
  changeInvoice,
  changeBill,
  changeContact,
  deleteInvoice,
  deleteBill,
}: Site): Helpers {
  return { addInvoice, addBill, addContact, addProduct, addReceipt, addBookmark, changeInvoice, changeBill, changeContact, deleteInvoice, deleteBill };
}

const recordsOf = ({ invoices, bills, contacts, products, vatCodes, financeAccounts, productGroups, receipts, users, projects, bookmarks }: SiteState) => ({
  invoices,
  bills,
  contacts,
  products,
  vatCodes,
  financeAccounts,
  productGroups,
  receipts,
  users,
  projects,
  bookmarks,
});

/** A Scoro site in memory: API v2 and web pages. Every answer under another sub-domain is a web page, as with the real one. */
export function createScoro(options: ScoroOptions = {}): ScoroEmulator {
  const { clock = systemClock, site: name = 'acme', apiKey = 'ScoroAPI_test', requestsPerDay = 500, burst = 40 } = options;
  const entities = options.entities ?? [name, `${name}_finland`];
  const entity = entities[0] ?? name;
  const hostname = `${name}.scoro.com`;
  const site = new Site(clock, entity);
  const settings: SiteSettings = { ...usualSettings(), ...options.settings };
  const pages: PageOptions = { ...usualPages, ...options.pages };
  const faults = new Faults();
  const seen: SeenRequest[] = [];
  const cookieLeaks: SeenRequest[] = [];
  const budget = new Budget(clock, requestsPerDay, burst);

  const refill = () => {
    site.clear();
    if (options.seeded !== false) seedSite(site, entities[1] ?? `${name}_other`);
  };
  refill();

  const api = apiRoutes({ site, settings, apiKey, entities, budget, cookieLeaks, seen });
  const emulator: ScoroEmulator = {
    name: `Scoro (${name})`,
    answersTo: (host) => host === hostname || (host.endsWith('.scoro.com') && !(options.otherSites ?? []).includes(host)),
    app: application(hostname, faults, seen, clock, [controlRoutes(() => emulator), api, pageRoutes({ site, name, options: pages })]),
    faults,
    seen,
    site,
    settings,
    pages,
    apiKey,
    cookieLeaks,
    ...helpersOf(site),
    ...recordsOf(site.state),
    origin: `https://${hostname}`,
    requestsToday: () => budget.used,
    dump: () => ({ site: name, entities, settings, pages, requestsToday: budget.used, cookieLeaks, ...site.state }),
    reset: () => {
      refill();
      faults.clear();
      seen.length = 0;
      cookieLeaks.length = 0;
      budget.clear();
      Object.assign(settings, usualSettings(), options.settings);
      Object.assign(pages, usualPages, options.pages);
    },
  };
  return emulator;
}

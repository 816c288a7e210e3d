/** Exact Online's countries: each is an instance of its own, with its own apps, tokens and divisions. */
const startHosts: ReadonlyMap<string, string> = new Map(Object.entries({
  nl: 'start.exactonline.nl',
  be: 'start.exactonline.be',
  de: 'start.exactonline.de',
  fr: 'start.exactonline.fr',
  es: 'start.exactonline.es',
  uk: 'start.exactonline.co.uk',
  us: 'start.exactonline.com',
}));

/** Pages for people; null where no address is known. To be filled in from a real session, never guessed. */
const pages = {
  contact: 'docs/CRMAccountCard.aspx?_Division_={division}&AccountID=%7b{contact}%7d',
  invoice: null,
  bill: null,
} as const satisfies Record<string, string | null>;

/** The origin of a country's instance ("https://start.exactonline.nl"). Throws for a country Exact Online does not have. */
export function originOf(country: string | undefined): string {
  const host = startHosts.get((country ?? '').toLowerCase());
  if (!host) throw new Error(`Exact Online has no country "${country ?? ''}"; it has ${[...startHosts.keys()].join(', ')}`);
  return `https://${host}`;
}

interface PageTarget {
  kind: 'invoice' | 'bill';
  id: string;
  contact: string;
  url?: string;
}

/** The page to open for a document: its own where one is known, else the contact's card. The session is switched to the division. */
export function pageOf(origin: string, division: string, target: PageTarget): string {
  const known = target.url === undefined ? null : inDivision(origin, division, target.url);
  if (known) return known;
  const pattern: string = pages[target.kind] ?? pages.contact;
  const values: Record<string, string> = { division, contact: target.contact, id: target.id };
  return `${origin}/${pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))}`;
}

/** null for an address that is not Exact's own: an answer must not send the user elsewhere. */
function inDivision(origin: string, division: string, url: string): string | null {
  if (!URL.canParse(url) || new URL(url).origin !== origin) return null;
  const page = new URL(url);
  if (!page.searchParams.has('_Division_')) page.searchParams.set('_Division_', division);
  return page.href;
}

/** The start page of a company. */
export const startPageOf = (origin: string, company: string): string => `${origin}/docs/MenuPortal.aspx?_Division_=${company}`;

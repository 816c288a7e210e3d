import { scoroContactPages } from './scoro/contact-pages';

/** Patterns of contacts' pages by the end of a site's name. Apart from those of documents, which every page of a host carries. */
const pagesBySuffix: readonly (readonly [string, readonly string[]])[] = [['.scoro.com', scoroContactPages]];

/** The site and the contact an address shows, or null. Total: never throws. */
export function contactAt(address: string): { site: string; contact: string } | null {
  if (!URL.canParse(address)) return null;
  const { origin, hostname, pathname } = new URL(address);
  const patterns = pagesBySuffix.find(([suffix]) => hostname.endsWith(suffix))?.[1] ?? [];
  const contact = patterns.map((pattern) => new RegExp(pattern).exec(pathname)?.[1]).find((id) => id !== undefined);
  return contact === undefined ? null : { site: origin, contact };
}

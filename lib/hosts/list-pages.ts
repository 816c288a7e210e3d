import { scoroListPages } from './scoro/list-pages';

/** Patterns of pages that list documents, by the end of a site's name. Apart from those of documents, which every page of a host carries. */
const pagesBySuffix: readonly (readonly [string, readonly string[]])[] = [['.scoro.com', scoroListPages]];

/** Does an address list documents? Total: never throws. */
export function listsDocuments(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  const patterns = pagesBySuffix.find(([suffix]) => hostname.endsWith(suffix))?.[1] ?? scoroListPages;
  return patterns.some((pattern) => new RegExp(pattern).test(pathname));
}

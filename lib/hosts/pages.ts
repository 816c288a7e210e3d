import type { HostPages } from './page';
import { scoroPages } from './scoro/pages';

/** Pages by the end of a site's name; light enough for a content script, unlike the registry of index.ts. */
const pagesBySuffix: readonly (readonly [string, HostPages])[] = [['.scoro.com', scoroPages]];

/**
 * The pages of the host at an address. The content script runs on sites of connections alone,
 * so a site with a name of its own is taken for the first host.
 */
export function pagesAt(hostname: string): HostPages {
  return pagesBySuffix.find(([suffix]) => hostname.endsWith(suffix))?.[1] ?? scoroPages;
}

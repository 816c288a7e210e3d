import type { DocumentRef } from '../model/document';

/** A kind of page of a host: its address and the places the bar may go, best first. Data, so that settings can override it. */
export interface HostPages {
  documents: { kind: DocumentRef['kind']; /** path pattern; the first group is the document's id */ path: string }[];
  anchors: { selector: string; /** where the bar goes, seen from the element */ place: 'before' | 'after' | 'append' }[];
}

/** The document an address shows, or null. Total: never throws. */
export function recognise(pages: HostPages, url: string): DocumentRef | null {
  let path: string;
  try {
    path = new URL(url).pathname;
  } catch {
    return null;
  }
  for (const page of pages.documents) {
    const id = new RegExp(page.path).exec(path)?.[1];
    if (id) return { kind: page.kind, id };
  }
  return null;
}

import { recognise, type HostPages } from '../../lib/hosts/page';
import type { DocumentRef } from '../../lib/model/document';

/** A link of a list's row to its document. */
export interface DocumentLink {
  element: HTMLAnchorElement;
  key: string;
  document: DocumentRef;
}

/** Said here once more: the model's own would bring its schemas along. */
export const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}/${id}`;

const rows = 'tr, [role="row"], li';

/** One link for each document and row of a page: the first that people can read, else the first. Links elsewhere say nothing. */
export function documentLinks(root: ParentNode, pages: HostPages, origin: string): DocumentLink[] {
  const found = new Map<Element, Map<string, DocumentLink>>();
  for (const element of root.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const document = element.href.startsWith(`${origin}/`) ? recognise(pages, element.href) : null;
    const row = document && element.closest(rows);
    if (!document || !row) continue;
    const key = keyOf(document);
    const ofRow = found.get(row) ?? new Map<string, DocumentLink>();
    found.set(row, ofRow);
    const first = ofRow.get(key);
    if (!first || (!isReadable(first.element) && isReadable(element))) ofRow.set(key, { element, key, document });
  }
  return [...found.values()].flatMap((ofRow) => [...ofRow.values()]);
}

const isReadable = (element: Element): boolean => (element.textContent ?? '').trim() !== '';

import type { ContactUse } from '../ledgers/ledger';
import type { HostDocument } from '../model/document';
import type { Checked } from './preflight';

/** What a document's contact is needed for. */
export const contactUse = ({ ref, currency }: Pick<HostDocument, 'ref' | 'currency'>): ContactUse => ({ role: ref.kind === 'invoice' ? 'customer' : 'supplier', currency });

/**
 * Whom a document is made out to: the contact, or, where the ledger keeps a customer's project as a party of its own, the
 * project that every line of an invoice is of. An invoice of several projects is of none, and another customer's project is
 * not this one's. Pure.
 */
export function partyOf({ document, lines }: Pick<Checked, 'document' | 'lines'>, contact: string, projectsAreParties: boolean): string {
  const [first] = lines;
  if (!projectsAreParties || document.ref.kind !== 'invoice' || !first?.project) return contact;
  const { project } = first;
  return project.contact === contact && lines.every((line) => line.project?.id === project.id) ? project.id : contact;
}

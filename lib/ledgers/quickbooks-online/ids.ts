import type { ContactRole } from '../../model/contact';

/** Ids are unique within an entity only, so those that leave this folder name it too: "Invoice/12", "vendor/5". */

export const documentEntities = ['Invoice', 'CreditMemo', 'Bill', 'VendorCredit'] as const;
export type DocumentEntity = (typeof documentEntities)[number];

export const documentId = (entity: DocumentEntity, id: string): string => `${entity}/${id}`;

/** null for what names no document. */
export function readDocumentId(value: string): { entity: DocumentEntity; id: string } | null {
  const [name, id = '', ...rest] = value.split('/');
  const entity = documentEntities.find((known) => known === name);
  return entity && /^\d+$/.test(id) && rest.length === 0 ? { entity, id } : null;
}

const partyNames = { customer: 'customer', supplier: 'vendor' } as const satisfies Record<ContactRole, string>;

export const partyId = (role: ContactRole, id: string): string => `${partyNames[role]}/${id}`;

/** null for what names no customer or vendor. */
export function readPartyId(value: string): { role: ContactRole; id: string } | null {
  const [, name, id = ''] = /^(customer|vendor)\/(\d+)$/.exec(value) ?? [];
  return name ? { role: name === 'vendor' ? 'supplier' : 'customer', id } : null;
}

/**
 * QuickBooks gives its lists no codes. Behind a mark that no code of a host begins with, an id can be shown and mapped like
 * one, and is never taken for one: account 35 is not the account with the number 35.
 */
export const listId = (id: string): string => (/^\d/.test(id) ? `#${id}` : id);

/** The id as the API takes it, out of either form. */
export const bareId = (value: string): string => value.slice(value.lastIndexOf('/') + 1).replace(/^#/, '');

/** A reference as the API takes it; nothing where there is none. */
export const refTo = (value: string | null): { value: string } | undefined => (value === null || value === '' ? undefined : { value: bareId(value) });

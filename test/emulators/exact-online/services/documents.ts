import { documents } from '../fields/documents';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { guidFrom, type Row, type Value } from '../values';

const types: Record<number, string> = { 10: 'Sales invoice', 20: 'Purchase invoice' };

/** Makes the document that goes with an entry or a printed invoice, and links the two. */
export function createDocument(scope: Scope, owner: Row, { type, account }: { type: number; account: Value }): Row {
  const { company, world, user } = scope;
  const id = company.guid();
  const host = new URL(scope.base).origin;
  const document: Row = {
    ID: id, Type: type, TypeDescription: types[type] ?? null, HID: company.next('document'), Subject: owner['Description'] ?? null, Account: account,
    AmountFC: owner['AmountFC'] ?? null, Currency: owner['Currency'] ?? null, DocumentDate: owner['EntryDate'] ?? owner['InvoiceDate'] ?? null, Division: company.code,
    FinancialTransactionEntryID: owner['EntryID'] ?? owner['InvoiceID'] ?? null, SalesInvoiceNumber: type === 10 ? (owner['InvoiceNumber'] ?? null) : null, HasEmptyBody: true,
    DocumentViewUrl: `${host}/docs/DocViewContent.aspx?ID=${id}&_Division_=${company.code}&Stamp=NL001`, Category: guidFrom('document category'),
    Created: world.wall, Creator: user.id, CreatorFullName: user.name, Modified: world.wall, Modifier: user.id, ModifierFullName: user.name,
  };
  company.documents.push(world.bear(document));
  Object.assign(owner, { Document: id, DocumentNumber: document['HID'], DocumentSubject: document['Subject'] });
  return document;
}

export const documentResources: Resource[] = [{ table: documents, rows: ({ company }) => company.documents }];

import { html } from 'hono/html';
import { grossOf, statusOf } from '../sums';
import type { DocumentModule, ScoroDocument, SiteState } from '../types';
import { pageAmount, pageDate } from './format';
import type { Html } from './layout';

/** Rows a list shows before more are asked for. */
export const rowsAtFirst = 50;

const noun = { invoices: 'invoice', bills: 'bill' } as const;

/** A row as lists have them: the number leads to the document, the name to the contact, an icon to the editing. A press anywhere else opens the document too. */
function row(state: SiteState, document: ScoroDocument): Html {
  const contact = state.contacts.find((candidate) => candidate.contactId === document.companyId);
  const status = statusOf(state, document);
  const id = String(document.id);
  return html`<tr data-id="${id}"><td><input type="checkbox" name="ids[]" value="${id}" aria-label="Select ${document.no}"></td><td class="no"><a href="/${document.module}/view/${id}">${document.no}</a></td><td>${pageDate(document.date)}</td>
<td><a href="/contacts/view/${String(document.companyId)}">${contact?.name ?? ''}</a></td><td><span class="status ${status}">${status === 'paid' ? 'Paid' : 'Unpaid'}</span></td><td class="num">${pageAmount(grossOf(state, document))} ${document.currency}</td>
<td><a class="edit" href="/${document.module}/modify/${id}" aria-label="Edit ${noun[document.module]} ${document.no}"></a></td></tr>`;
}

/** The list of a module, newest first, without what is deleted or another entity's. Its rows come late, and more of them on request. */
export function documentList(state: SiteState, module: DocumentModule, entity: string): Html {
  const rows = state[module].filter((document) => document.deleted === null && document.accountId === entity).reverse();
  const drawn = (part: ScoroDocument[]): Html[] => part.map((document) => row(state, document));
  const more = rows.slice(rowsAtFirst);
  return html`<div class="layout-title"><h1>${module === 'invoices' ? 'Invoices' : 'Bills'}</h1></div><div class="filter-item"><span class="filter-label">All</span></div>
<table class="layout-table"><thead><tr><th></th><th>No</th><th>Date</th><th>Contact</th><th>Status</th><th class="num">Total</th><th></th></tr></thead><tbody id="listRows"><tr><td colspan="7"><p class="loading">Loading…</p></td></tr></tbody></table>
<template data-into="#listRows">${drawn(rows.slice(0, rowsAtFirst))}</template>
${more.length > 0 ? html`<p><button type="button" id="moreRows">Show more</button></p><template id="furtherRows">${drawn(more)}</template>` : ''}`;
}

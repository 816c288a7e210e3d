import { html } from 'hono/html';
import { grossOf, statusOf } from '../sums';
import type { DocumentModule, ScoroDocument, SiteState } from '../types';
import { pageAmount, pageDate } from './format';
import type { Html } from './layout';

function row(state: SiteState, document: ScoroDocument): Html {
  const contact = state.contacts.find((candidate) => candidate.contactId === document.companyId)?.name ?? '';
  const status = statusOf(state, document);
  return html`<tr><td><input type="checkbox" name="ids[]" value="${String(document.id)}"></td><td><a href="/${document.module}/view/${String(document.id)}">${document.no}</a></td><td>${pageDate(document.date)}</td><td>${contact}</td>
<td><span class="status ${status}">${status === 'paid' ? 'Paid' : 'Unpaid'}</span></td><td class="num">${pageAmount(grossOf(state, document))} ${document.currency}</td></tr>`;
}

/** The list of a module, newest first, without what is deleted or another entity's. */
export function documentList(state: SiteState, module: DocumentModule, entity: string): Html {
  const rows = state[module].filter((document) => document.deleted === null && document.accountId === entity);
  return html`<div class="layout-title"><h1>${module === 'invoices' ? 'Invoices' : 'Bills'}</h1></div><div class="filter-item"><span class="filter-label">All</span></div>
<table class="layout-table"><thead><tr><th></th><th>No</th><th>Date</th><th>Contact</th><th>Status</th><th class="num">Total</th></tr></thead><tbody>${[...rows].reverse().map((document) => row(state, document))}</tbody></table>`;
}

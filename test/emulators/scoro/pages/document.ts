import { html } from 'hono/html';
import { totalsOf } from '../modules/document-wire';
import { lineSum, percentOfLine, statusOf } from '../sums';
import type { ScoroDocument, ScoroLine, SiteState } from '../types';
import { pageAmount, pageDate } from './format';
import type { Html } from './layout';
import type { PageOptions } from './options';

/** Quotes are pages only: they look like invoices and are none. */
export type PageModule = 'invoices' | 'bills' | 'quotes';

const words = { invoices: 'Invoice', bills: 'Bill', quotes: 'Quote' } as const;

export const titleOf = (module: PageModule, document: ScoroDocument): string =>
  `${module === 'invoices' && document.creditedInvoices.length > 0 ? 'Credit invoice' : words[module]} ${document.no}`;

function headingClass(module: PageModule, options: PageOptions): string {
  if (options.redesigned) return 'rx-head';
  return module === 'bills' && !options.salesHeaderOnBills ? 'view-header' : 'salesdoc-view-header';
}

function heading(state: SiteState, module: PageModule, document: ScoroDocument, options: PageOptions): Html {
  const status = statusOf(state, document);
  const title = titleOf(module, document);
  return html`<div class="${headingClass(module, options)}">${options.redesigned ? html`<div class="rx-title">${title}</div>` : html`<h1>${title}</h1>`}
<span class="status ${status}">${status === 'paid' ? 'Paid' : 'Unpaid'}</span><div class="${options.redesigned ? 'rx-more' : 'buttonDropdown'}"><button type="button">Actions</button></div></div>`;
}

function line(state: SiteState, row: ScoroLine): Html {
  const percent = percentOfLine(state, row);
  return html`<tr nobr="true"><td>${row.name}<div class="secondary-info">${row.comment.replace(/<[^>]*>/g, '')}</div></td><td class="num">${pageAmount(row.amount)}</td><td>${row.unit}</td>
<td class="num">${pageAmount(row.price)}</td><td class="num">${percent === null ? '' : `${percent}%`}</td><td class="num">${pageAmount(lineSum(row))}</td></tr>`;
}

function totals(state: SiteState, document: ScoroDocument): Html {
  const { net, vat, gross } = totalsOf(state, document);
  const row = (label: string, amount: string, grand = false) =>
    html`<tr class="total-block-row ${grand ? 'grand' : ''}"><td colspan="5" class="num">${label}</td><td class="num">${pageAmount(amount)} ${document.currency}</td></tr>`;
  return html`${row('Sum', net)}${row('VAT', vat)}${row('Total', gross, true)}`;
}

function facts(state: SiteState, document: ScoroDocument): Html {
  const contact = state.contacts.find((candidate) => candidate.contactId === document.companyId)?.name ?? '';
  return html`<dl><dt>Contact</dt><dd>${contact}</dd><dt>Date</dt><dd>${pageDate(document.date)}</dd><dt>Reference</dt><dd>${document.referenceNo}</dd><dt>Deadline</dt><dd>${document.deadline ? pageDate(document.deadline) : ''}</dd></dl>`;
}

function content(state: SiteState, document: ScoroDocument, { redesigned }: PageOptions): Html {
  return html`${facts(state, document)}<table class="${redesigned ? 'rx-lines' : 'calculation-table'}"><thead><tr><th>Product</th><th class="num">Quantity</th><th>Unit</th><th class="num">Price</th><th class="num">VAT</th><th class="num">Sum</th></tr></thead>
<tbody>${document.lines.map((row) => line(state, row))}</tbody><tfoot>${totals(state, document)}</tfoot></table>`;
}

/** The view of a document. Heading and content come late: the templates wait for the page's script. */
export function documentView(state: SiteState, module: PageModule, document: ScoroDocument, options: PageOptions): Html {
  const deleted = document.deleted === null ? '' : html`<p class="deleted">This document has been deleted.</p>`;
  return html`<input type="hidden" name="project_id" value="${String(document.projectId)}"><div id="headingPlace"></div>${deleted}<div id="contentPlace"><p class="loading">Loading…</p></div>
<template data-into="#headingPlace">${heading(state, module, document, options)}</template><template data-into="#contentPlace">${content(state, document, options)}</template>`;
}

function editLine(row: ScoroLine): Html {
  return html`<tr class="paarotLine"><td><input type="text" name="paarotLines[][product_name]" value="${row.name}"></td><td><input type="text" name="paarotLines[][amount]" value="${pageAmount(row.amount)}"></td>
<td><input type="text" name="paarotLines[][unit_name]" value="${row.unit}"></td><td class="num">${pageAmount(lineSum(row))}</td></tr>`;
}

/** The editing of a document: only as much of it as a bar can meet. */
export function documentEdit(state: SiteState, module: PageModule, document: ScoroDocument, options: PageOptions): Html {
  return html`<input type="hidden" name="project_id" value="${String(document.projectId)}"><div id="headingPlace"></div><div id="contentPlace"><p class="loading">Loading…</p></div>
<template data-into="#headingPlace">${heading(state, module, document, options)}</template>
<template data-into="#contentPlace">${facts(state, document)}<table><tbody>${document.lines.map(editLine)}</tbody></table></template>`;
}

import type { HostPages } from '../page';

/**
 * Where Scoro shows documents, and where the bar goes on such a page, best place first.
 * The frame around the page is left out on purpose: it is there before the heading is, and would always win.
 */
export const scoroPages: HostPages = {
  documents: [
    { kind: 'invoice', path: '^/invoices/(?:view|modify)/(\\d+)(?:/|$)' },
    { kind: 'bill', path: '^/bills/(?:view|modify)/(\\d+)(?:/|$)' },
  ],
  anchors: [
    { selector: '.salesdoc-view-header', place: 'after' },
    { selector: '.view-header', place: 'after' },
    { selector: 'h1', place: 'after' },
    { selector: '.layout-title', place: 'after' },
    { selector: '.page-header', place: 'after' },
    { selector: '.layout-table', place: 'before' },
  ],
};

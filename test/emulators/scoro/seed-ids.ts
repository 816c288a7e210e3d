/** Ids that tests and the demo speak of. */
/** Codes 2, 1, 0 for sales and 5, 6 for purchases: those of a Dutch ledger. */
export const vat = { high: 301, low: 302, none: 303, inputHigh: 305, inputLow: 306 } as const;
export const account = { sales: 501, salesOther: 502, costs: 503 } as const;
export const group = { services: 41, goods: 42 } as const;
export const contact = { acme: 2001, bakery: 2002, nordic: 2003, brewery: 2004, printer: 2101, energy: 2102, paper: 2103 } as const;
export const product = { consulting: 601, hosting: 602, flour: 603, uncoded: 604 } as const;

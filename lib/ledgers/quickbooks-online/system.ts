/** What the ledger is called, in sentences and failures. */
export const system = 'QuickBooks Online';

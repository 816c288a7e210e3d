/** Written with strict durability before a call that creates something; gone once its outcome is known and stored. */
export interface IntentRow {
  /** What is being created: "acme/document/invoice/1001#0", "acme/contact/12", "acme/item/P-1", "acme/receipt/invoice/1001". */
  key: string;
  connection: string;
  company: string;
  job: string;
  /** What to look for. Depends on the kind of the key. */
  search: unknown;
  contentHash: string;
  at: number;
  /** When the call was known to have ended without an answer. */
  endedAt: number | null;
  /** Since when look-ups have found nothing. */
  firstAbsentAt: number | null;
  /** Set where the call was shared with others: it cannot be repeated as it was. */
  bulk?: boolean;
  /** In how many such calls it was by now, none of which made it. */
  shared?: number;
  /** Set where the id of the request stands for another one: it cannot be repeated either. */
  spent?: boolean;
}

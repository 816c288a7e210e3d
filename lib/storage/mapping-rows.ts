import type { ContactRole } from '../model/contact';
import type { Mapping } from '../model/mapping';
import type { MappingKind } from '../model/reference';

/** Mappings, and what was learned from their use. */

/** Both sides of a contact or product when it was last brought: hashes of what each said. */
export interface BroughtRow {
  ledger: string;
  /** Absent where it was not we who last wrote or read it. */
  host?: string;
  /** The host keeps it as a person. */
  isPerson?: boolean;
  /** Of a product: the ledger's accounts. */
  salesAccount?: string | null;
  costAccount?: string | null;
}

/** What the host's contact or product said when it last went over: a hash for each field, and the roles it was given. */
export interface SentRow {
  fields: Record<string, string>;
  roles?: ContactRole[];
}

export interface MappingRow extends Mapping {
  connection: string;
  /** Absent where it was mapped by hand, or before this was kept. */
  sent?: SentRow;
  hostName?: string | undefined;
  ledgerName?: string | undefined;
  used: number;
  updatedAt: number;
  brought?: BroughtRow;
  /** What it is listed and found by; the database puts them on every row that is written. */
  sort?: string;
  words?: string[];
}

/** How many documents with something about them (`clue`: "contact/12", "rate/sales/21") were booked on a value of the ledger. */
export interface EvidenceRow {
  connection: string;
  kind: MappingKind;
  clue: string;
  /** The ledger's code, or its id. */
  ledger: string;
  documents: number;
  updatedAt: number;
}

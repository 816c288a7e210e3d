import type { DocumentKind } from '../model/document';
import type { Directions } from '../settings';
import type { Booking, ContactUse, LedgerConfig } from './ledger';

/** Booking several documents in one call. */
export interface BulkRoute {
  /** How many documents such a call books at the most. */
  size: number;
  /** How many it takes to be worth it: fewer are booked one by one. */
  fewest: number;
  /** Calls a full one takes, with what is looked up before it and read after it. */
  calls: number;
  /** Milliseconds after which such a call has ended on the other side; more than that of a single create, as it is more to do. */
  endsWithin: number;
  /** Do documents of a kind usually go by it? To reckon with, before they are read. */
  serves(config: LedgerConfig, kind: DocumentKind): boolean;
  /** Is what it refuses of one document refused by `createDocument` too? Where not, that is asked before anybody is told. */
  refusesAlike: boolean;
  /** Does it book this as `createDocument` would? What it does not take goes by a call of its own. */
  takes(config: LedgerConfig, booking: Booking): boolean;
}

/** What a ledger lets be done, for sync to ask instead of knowing names. */
export interface LedgerCapabilities {
  /** Which ways each kind may go, as far as this ledger is concerned. */
  directions: Directions;
  /** May the lines of a booked document be changed, its header, or nothing? */
  update(config: LedgerConfig, kind: DocumentKind): 'all' | 'header' | 'nothing';
  /**
   * What goes over by itself of a document that is changed in the host after it was sent: all of it, its header (what of it
   * `update` lets through), or nothing, so that it takes a press.
   */
  follows(config: LedgerConfig, kind: DocumentKind): 'whole' | 'header' | 'nothing';
  /** What a contact may become that is neither customer nor supplier; `id` is one of a `ContactUse`, "customer" and "supplier" are the roles. Empty where nothing but a role can be had. */
  contactStatuses: readonly { id: string; label: string }[];
  /**
   * Lines and items. 'optional': products become items where the settings ask for it; 'along': a line's product always goes
   * along; 'stand-in': so does it, and a line without one is booked on an item that stands for its account; 'needed': a line
   * without a product cannot be booked.
   */
  items(config: LedgerConfig, kind: DocumentKind): 'optional' | 'along' | 'stand-in' | 'needed';
  /** Is a product without a code of no use? Else its name will do. */
  itemsNeedCode: boolean;
  /** Are documents booked in journals? */
  journals: boolean;
  /** What the same contact is told apart by when it has records for several uses; empty where one record serves this use and all others. */
  contactKey(config: LedgerConfig, use: ContactUse): string;
  /** Is a customer's project a party of its own that an invoice is made out to? */
  projectsAreParties: boolean;
  /** Must both sides know the same currencies before they are connected? */
  matchesCurrencies: boolean;
  /** Does a create that is repeated with its request id make nothing new? */
  repeats: boolean;
  /** Does the ledger itself refuse a second contact of a name and use, and a second item of a name? */
  uniqueNames: boolean;
  /** Must the ledger be asked whether it has the document already before it is created for the first time? Not where a create by another browser shows by itself. */
  looksUpFirst(config: LedgerConfig, kind: DocumentKind, number: string): boolean;
  /** How `createDocuments` books; null where there is no such way. */
  bulk: BulkRoute | null;
  /** Milliseconds after which a call has ended on the other side, whether or not anybody still waits for its answer. */
  endsWithin: number;
  /** Must a document's number be a whole number? Then an own number otherwise goes into the reference alone. */
  numericNumbers: boolean;
  /** Milliseconds until something just created is sure to be found. */
  consistencyWindow: number;
  /** How many natural keys of one kind one call of `findDocuments` surely answers for. */
  lookupSize: number;
  /** Can the tax be stated where the ledger would compute another by a cent? */
  statesTax(config: LedgerConfig, kind: DocumentKind, credit: boolean): boolean;
  /** May a booked document be deleted, as long as nothing hangs on it? Where not, a surplus one is for the user to void or credit. */
  deletes(config: LedgerConfig, kind: DocumentKind): boolean;
  /** Does the ledger itself refuse a second document with this number? Then there can be no twin of it to look for. */
  keepsUnique(config: LedgerConfig, kind: DocumentKind, number: string): boolean;
}

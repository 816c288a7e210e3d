import type { Page } from 'playwright';
import type { LedgerId } from '../../../lib/ledgers/ledger';
import type { Emulator, SeenRequest } from '../../emulators/core/emulator';
import { isRequest, type Misbehaviour, type RequestMatch } from '../../emulators/core/faults';

export type Kind = 'invoice' | 'bill';

/** How the requests are known that tests count, disturb and wait for. */
export interface RequestsOf {
  /** That create a document; a credit note's may be another. */
  create: Record<Kind, RequestMatch>;
  /** That look for documents by their numbers. */
  lookUp: Record<Kind, RequestMatch>;
  /** That create a contact. */
  contact: Record<Kind, RequestMatch>;
  item: RequestMatch;
  /** That see whether an invoice is still there: by its key, and in a list. */
  read: { invoice: { key: RequestMatch; list: RequestMatch } };
  /** That change the lines of an invoice. */
  update: RequestMatch;
  token: RequestMatch;
  /** That create several documents; null where there is no such way. */
  bulk: RequestMatch | null;
}

/** A document as the emulated ledger holds it, in words that fit every ledger. */
export interface HeldDocument {
  /** As the product knows it. */
  id: string;
  kind: Kind;
  credit: boolean;
  /** The host's number. */
  number: string;
  /** Another number it bears, by which a client may have booked it. */
  otherNumber?: string;
  contactName: string;
  date: string;
  /** Decimal text; negative for a credit note. */
  gross: string;
}

/** One ledger's emulator, and what tests do with it whichever ledger it is. */
export interface LedgerUnderTest {
  readonly id: LedgerId;
  /** As the product calls it. */
  readonly name: string;
  readonly emulator: Emulator;
  /** The ledger's part of a connection in the settings file. */
  readonly settings: { system: LedgerId; company: string } & Record<string, unknown>;
  /** Mappings that the host's sample documents need beside what is found by itself. */
  readonly mappings: readonly { kind: string; host: string; ledger: string }[];
  /** What a line without tax is put on: as the product offers it for a choice. */
  readonly untaxed: string;
  /** Addresses of a booked document's own page, in the connection's company. */
  readonly documentPage: RegExp;
  /** Match patterns the browser grants. */
  readonly granted: readonly string[];
  readonly requests: RequestsOf;
  /** A product of the host's samples, by its place among those of planned documents, with which an invoice needs no new item. */
  readonly knownProduct: 0 | 1;
  /** Milliseconds that calls must be apart on average, where the ledger counts them by the second; else 0. */
  readonly apart: number;
  /** A sign-in that was given a moment ago: as the product keeps it. */
  signIn(issuedAt: number): { accessToken: string; refreshToken: string; receivedAt: number; expiresIn: number };
  /** Ends an access token; all of them where none is named. */
  expire(accessToken?: string): void;
  /** The user takes back what he consented to. */
  revokeConsent(): void;
  /** Everything booked, void documents aside. */
  documents(kind?: Kind): HeldDocument[];
  /** What was asked to be created, one text for each document of each request; a request that is repeated with its id is the same text. */
  creates(kind: Kind): string[];
  /** Did the request book a document, or several? */
  books(request: SeenRequest): boolean;
  /** Names under which contacts and items are kept, one entry each. */
  masters(): string[];
  pay(id: string, amount: string, day: string): void;
  remove(id: string): void;
  /** Which kind of document can be void, and makes one so. */
  readonly voids: Kind;
  void(id: string): void;
  edit(id: string, change: { description?: string; dueDate?: string }): void;
  /** For so long lists do not show what is new. */
  setListDelay(milliseconds: number): void;
  /** A refusal as the ledger words one. */
  refusal(words: string): Misbehaviour;
  /** Refusals counted so far are forgotten, where the ledger counts them. */
  forgetErrors(): void;
  /** What a client must never do, and did. */
  violations(): string[];
  /** Consents on the ledger's own page, signed in already. */
  consent(page: Page): Promise<void>;
}

/** The documents a host document became. */
export const bookedAs = (ledger: LedgerUnderTest, kind: Kind, number: string): HeldDocument[] => ledger.documents(kind).filter((document) => document.number === number || document.otherNumber === number);

/** How many documents the ledger was asked to create; a request that was repeated with its id counts once. */
export const createsOf = (ledger: LedgerUnderTest, kind: Kind): number => new Set(ledger.creates(kind)).size;

/** Requests of a sort that arrived. */
export const requestsTo = ({ emulator }: LedgerUnderTest, match: RequestMatch): SeenRequest[] => emulator.seen.filter((request) => isRequest(match, request));

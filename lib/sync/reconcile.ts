import type { LedgerDocument } from '../ledgers/ledger';
import { plus, type Decimal } from '../model/decimal';
import type { DocumentKind } from '../model/document';

/** A host's document as far as matching goes. `contact` is whatever both sides name it by: the ledger's id, or the name. */
export interface HostSide {
  kind: DocumentKind;
  contact: string;
  number: string;
  date: string;
  total: Decimal;
  currency: string;
  /** The ledger document it is linked with, where it is. */
  ledgerId?: string | undefined;
}

export type LedgerSide = Pick<LedgerDocument, 'id' | 'contact' | 'reference' | 'date' | 'gross' | 'currency'> & { kind: DocumentKind };

export interface Pair<Host, Ledger> {
  host: Host;
  ledger: Ledger;
}

export interface Reconciliation<Host, Ledger> {
  /** One for one: by the link, else by contact, number, total and currency, and for a bill the day. */
  matched: Pair<Host, Ledger>[];
  missingInLedger: Host[];
  /** Several equal ones in the ledger for one in the host, the one it goes with first. */
  twins: { host: Host; ledger: Ledger[] }[];
  unknownInHost: Ledger[];
  /** The same document by contact and number, and for a bill by day, with another total or currency. */
  differentTotal: Pair<Host, Ledger>[];
}

const plain = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
/** "1.10", "1.1" and "01.1" are one amount, "-0" is none. */
const amount = (value: Decimal): string => (plain.test(value) && value !== '-0' ? value : plus(value, '0'));

/** Ledgers take upper and lower case, and blanks around, for the same. */
const fold = (number: string): string => number.trim().toLowerCase();

/** Nothing a person types. */
const gap = '\u0000';

/** Documents with the same number have the same base. Null without a number: nothing then says which document it is. */
function baseOf(kind: DocumentKind, contact: string, number: string, date: string): string | null {
  const folded = fold(number);
  // A supplier may use a number again in another year: for a bill the day belongs to the key.
  return folded === '' ? null : `${kind}${gap}${kind === 'bill' ? date : ''}${gap}${contact}${gap}${folded}`;
}

/** And equal ones the same whole. */
const wholeOf = (base: string | null, total: Decimal, currency: string): string | null => (base === null ? null : `${base}${gap}${amount(total)}${gap}${currency}`);

/** Places of a list by key, each key's in their order; places that are taken are passed over. */
class Waiting {
  private readonly heads = new Map<string, number>();
  private readonly after: number[];

  constructor(
    keys: readonly (string | null)[],
    private readonly taken: Uint8Array,
  ) {
    this.after = Array.from(keys, () => -1);
    for (let place = keys.length - 1; place >= 0; place -= 1) {
      const key = keys[place];
      if (key == null) continue;
      this.after[place] = this.heads.get(key) ?? -1;
      this.heads.set(key, place);
    }
  }

  /** -1 where there is none. */
  first(key: string | null | undefined): number {
    const head = key == null ? -1 : (this.heads.get(key) ?? -1);
    let place = head;
    while (place >= 0 && this.taken[place]) place = this.after[place] ?? -1;
    if (place !== head && key != null) this.heads.set(key, place);
    return place;
  }
}

/**
 * Puts the host's documents beside the ledger's. Links go first, then equal documents in their order; what is left and equal to
 * a matched one is its twin; what is left under the same number has another total. No document is in two places. Takes time in
 * proportion to both lists. Pure.
 */
export function reconcile<Host extends HostSide, Ledger extends LedgerSide>(hostSide: readonly Host[], ledgerSide: readonly Ledger[]): Reconciliation<Host, Ledger> {
  const taken = new Uint8Array(ledgerSide.length);
  const partners = new Int32Array(hostSide.length).fill(-1);
  const pair = (host: number, ledger: number): void => {
    if (ledger < 0 || taken[ledger]) return;
    taken[ledger] = 1;
    partners[host] = ledger;
  };
  const unpaired = (then: (host: number) => void): void => partners.forEach((ledger, host) => ledger < 0 && then(host));

  const places: Record<DocumentKind, Map<string, number>> = { invoice: new Map(), bill: new Map() };
  ledgerSide.forEach(({ kind, id }, place) => places[kind].set(id, place));
  hostSide.forEach(({ kind, ledgerId }, host) => ledgerId !== undefined && pair(host, places[kind].get(ledgerId) ?? -1));

  const ledgerBases = ledgerSide.map(({ kind, contact, reference, date }) => baseOf(kind, contact, reference, date));
  const ledgerWholes = ledgerSide.map(({ gross, currency }, place) => wholeOf(ledgerBases[place] ?? null, gross, currency));
  const equal = new Waiting(ledgerWholes, taken);
  const hostBases: (string | null)[] = [];
  unpaired((host) => {
    const { kind, contact, number, date, total, currency } = hostSide[host] as Host;
    hostBases[host] = baseOf(kind, contact, number, date);
    pair(host, equal.first(wholeOf(hostBases[host], total, currency)));
  });

  const twins = new Map<number, Ledger[]>();
  partners.forEach((partner, host) => {
    if (partner < 0) return;
    const key = ledgerWholes[partner];
    for (let other = equal.first(key); other >= 0; other = equal.first(key)) {
      taken[other] = 1;
      const several = twins.get(host) ?? [ledgerSide[partner] as Ledger];
      several.push(ledgerSide[other] as Ledger);
      twins.set(host, several);
    }
  });
  const alike = new Waiting(ledgerBases, taken);
  unpaired((host) => pair(host, alike.first(hostBases[host])));

  const result: Reconciliation<Host, Ledger> = { matched: [], missingInLedger: [], twins: [], unknownInHost: ledgerSide.filter((_, place) => !taken[place]), differentTotal: [] };
  hostSide.forEach((host, index) => {
    const ledger = ledgerSide[partners[index] ?? -1];
    const several = twins.get(index);
    if (!ledger) result.missingInLedger.push(host);
    else if (several) result.twins.push({ host, ledger: several });
    else if (host.currency === ledger.currency && amount(host.total) === amount(ledger.gross)) result.matched.push({ host, ledger });
    else result.differentTotal.push({ host, ledger });
  });
  return result;
}

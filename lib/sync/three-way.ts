import type { LedgerSnapshot } from '../ledgers/ledger';
import { documentFields, sameField, type DocumentField } from '../ledgers/snapshot';
import { sameDecimal } from '../model/decimal';
import type { HostSnapshot, LinkBase } from '../storage/rows';

/** Three-way comparison: both sides as they were when last brought together, the host now, the ledger now. All of it is pure. */

/** What became of one field since then: changed here, changed there, and if both, to the same? */
export interface Change {
  here: boolean;
  there: boolean;
  agree: boolean;
}
export type Changes = Record<DocumentField, Change>;

const unchanged: Change = { here: false, there: false, agree: false };

/** The host's document as the ledger would hold it. `date`: the day it is to be booked on. */
export const wantedOf = (host: HostSnapshot, contact: string, date = host.date): LedgerSnapshot => ({
  contact, contactName: '', date, dueDate: host.dueDate, reference: host.number, description: host.description,
  paymentReference: host.paymentReference, currency: host.currency, gross: host.gross, tax: host.tax,
});

/** Where the host says nothing, the ledger's own value (a due date it reckons by itself) is nobody's change. */
const isStated: Record<DocumentField, (host: HostSnapshot) => boolean> = {
  number: ({ number }) => number.trim() !== '',
  contact: ({ contact }) => contact !== null,
  date: () => true,
  dueDate: ({ dueDate }) => dueDate !== null,
  description: ({ description }) => description.trim() !== '',
  paymentReference: ({ paymentReference }) => paymentReference.trim() !== '',
  amounts: () => true,
};

const isSameHere: Record<DocumentField, (a: HostSnapshot, b: HostSnapshot) => boolean> = {
  number: (a, b) => a.number === b.number,
  contact: (a, b) => a.contact === b.contact,
  date: (a, b) => a.date === b.date,
  dueDate: (a, b) => a.dueDate === b.dueDate,
  description: (a, b) => a.description === b.description,
  paymentReference: (a, b) => a.paymentReference === b.paymentReference,
  amounts: (a, b) => sameDecimal(a.gross, b.gross) && sameDecimal(a.tax, b.tax) && a.currency === b.currency && a.lines === b.lines,
};

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
/** No ledger cuts texts shorter than this. */
const shortestCut = 30;

/** Is it the same text, as a ledger may keep it: cut, on one line, spaced its own way? */
function isKeptAs(wanted: string, stored: string): boolean {
  const [whole, kept] = [fold(wanted), fold(stored)];
  return whole === kept || (kept.length >= shortestCut && whole.startsWith(kept));
}

/** Does the ledger hold what the host wants there? */
export function agrees(field: DocumentField, wanted: LedgerSnapshot, stored: LedgerSnapshot): boolean {
  if (field === 'description') return isKeptAs(wanted.description, stored.description);
  if (field === 'paymentReference') return isKeptAs(wanted.paymentReference ?? '', stored.paymentReference ?? '');
  return sameField(field, wanted, stored);
}

/** Lines that were never seen may have been changed whenever the document was. */
export const areLinesInDoubt = (base: LedgerSnapshot, theirs: LedgerSnapshot): boolean =>
  base.lines === undefined && base.version !== undefined && theirs.version !== undefined && base.version !== theirs.version;

/** The same total on both sides says that the lines agree only if it is another than before, and nothing more is known of them. */
function canAmountsAgree(base: LedgerSnapshot, theirs: LedgerSnapshot): boolean {
  const { lines: before, ...totalsBefore } = base;
  const { lines: now, ...totals } = theirs;
  return (before === undefined || now === undefined || before === now) && !sameField('amounts', totalsBefore, totals);
}

export function threeWay(base: LinkBase, ours: HostSnapshot, wanted: LedgerSnapshot, theirs: LedgerSnapshot): Changes {
  const changeOf = (field: DocumentField): Change => {
    if (!isStated[field](ours)) return unchanged;
    const here = !isSameHere[field](base.host, ours);
    const there = !sameField(field, base.ledger, theirs);
    const canAgree = here && there && (field !== 'amounts' || canAmountsAgree(base.ledger, theirs));
    return { here, there, agree: canAgree && agrees(field, wanted, theirs) };
  };
  return Object.fromEntries(documentFields.map((field) => [field, changeOf(field)])) as Changes;
}

/** What is to be done about each field that changed. */
export interface Plan {
  /** Write the host's value. */
  write: DocumentField[];
  /** Changed here, and not to be written from here. */
  stay: DocumentField[];
  /** Changed there alone: left as it is. */
  left: DocumentField[];
  /** Changed on both sides to different values: for the user to decide. */
  ask: DocumentField[];
  /** Changed on both sides to the same, or kept by decision: nothing to do but to remember it. */
  kept: DocumentField[];
}

/** `holds`: what the user decided for the fields that were changed there, if he did. */
export function planOf(changes: Changes, isWritable: (field: DocumentField) => boolean, holds: 'host' | 'ledger' | null): Plan {
  const plan: Plan = { write: [], stay: [], left: [], ask: [], kept: [] };
  for (const field of documentFields) {
    const { here, there, agree } = changes[field];
    if (agree || (there && holds === 'ledger')) plan.kept.push(field);
    else if (!isWritable(field)) {
      if (here) plan.stay.push(field);
      if (there) plan.left.push(field);
    } else if (here && there && holds === null) plan.ask.push(field);
    else if (here || (there && holds === 'host')) plan.write.push(field);
    else if (there) plan.left.push(field);
  }
  return plan;
}

/** Where each side keeps a field. */
const places: Record<DocumentField, { host: (keyof HostSnapshot)[]; ledger: (keyof LedgerSnapshot)[] }> = {
  number: { host: ['number'], ledger: ['reference'] },
  contact: { host: ['contact'], ledger: ['contact', 'contactName'] },
  date: { host: ['date'], ledger: ['date'] },
  dueDate: { host: ['dueDate'], ledger: ['dueDate'] },
  description: { host: ['description'], ledger: ['description'] },
  paymentReference: { host: ['paymentReference'], ledger: ['paymentReference'] },
  amounts: { host: ['gross', 'tax', 'currency', 'lines'], ledger: ['gross', 'tax', 'currency', 'lines'] },
};

function taken<T extends object>(from: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Partial<T>;
}

/**
 * The base from now on, when `plan` was carried out on what was `seen` and the ledger then held `after`. A field that is not
 * settled keeps its old base, and one that holds neither the value written nor the one seen gets what was to be expected:
 * both go on showing as changed. `isInDoubt`: lines that were never seen may have been changed, which the old version goes on saying.
 */
export function nextBase(base: LinkBase, plan: Plan, ours: HostSnapshot, wanted: LedgerSnapshot, seen: LedgerSnapshot, after: LedgerSnapshot, isInDoubt = false): LinkBase {
  const host = { ...base.host };
  const ledger = { ...base.ledger };
  for (const field of documentFields) {
    if (plan.stay.includes(field) || plan.left.includes(field) || plan.ask.includes(field)) continue;
    const isWritten = plan.write.includes(field);
    const isExpected = isWritten ? agrees(field, wanted, after) : !isStated[field](ours) || sameField(field, seen, after);
    Object.assign(host, taken(ours, places[field].host));
    Object.assign(ledger, taken(isExpected ? after : isWritten ? wanted : seen, places[field].ledger));
  }
  // Lines that were accepted as they are have not been seen.
  if (plan.kept.includes('amounts') && after.lines === undefined) delete ledger.lines;
  return { host, ledger: { ...ledger, ...(after.version === undefined || isInDoubt ? {} : { version: after.version }) } };
}

/** Amounts that came out otherwise than they were written are our own doing, nobody else's change. */
export const withAmountsOf = (base: LinkBase, after: LedgerSnapshot): LinkBase => ({ ...base, ledger: { ...base.ledger, ...taken(after, places.amounts.ledger) } });

/** The fields that somebody changed in the ledger, and not to what the host says too. */
export const driftOf = (changes: Changes): DocumentField[] => documentFields.filter((field) => changes[field].there && !changes[field].agree);

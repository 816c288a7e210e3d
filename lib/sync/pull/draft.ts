import type { DocumentDraft, DraftLine } from '../../hosts/writing';
import type { SourceDocument, SourceLine } from '../../ledgers/source';
import { absolute, compareDecimals, dividedBy, isZero, minus, plus, roundTo, sameDecimal, sum, times, type Decimal } from '../../model/decimal';
import type { DocumentLine, HostDocument } from '../../model/document';
import type { Problem } from '../../model/problem';
import type { Side } from '../../model/reference';
import { problem, retryFix } from '../problems';
import type { BroughtContact } from './contacts';
import type { BroughtProduct } from './products';
import type { Values } from './values';

/** A document of the ledger in the host's own values, and the two compared. Pure. */

export const sideOf = ({ kind }: Pick<SourceDocument, 'kind'>): Side => (kind === 'invoice' ? 'sales' : 'purchase');
const wordOf = ({ kind }: Pick<SourceDocument, 'kind'>): string => (kind === 'invoice' ? 'invoice' : 'bill');

/** The percentage of lines whose rate the ledger works out by itself: what tax there is over what bears it. */
function foundRate({ document, lines }: SourceDocument, values: Values): Decimal | null {
  const taxed = sum(lines.filter(({ taxCode }) => taxCode !== null && values.isAnyRate(taxCode)).map(({ net }) => net));
  return document.tax === null || isZero(taxed) ? null : shortest(dividedBy(times(document.tax, '100'), taxed), taxed, document.tax);
}

/** With as few places as still make the same tax. */
function shortest(rate: Decimal, base: Decimal, tax: Decimal): Decimal {
  for (let places = 0; places <= 4; places += 1) {
    const rounded = roundTo(rate, places);
    if (sameDecimal(roundTo(dividedBy(times(base, rounded), '100')), roundTo(tax))) return rounded;
  }
  return rate;
}

export interface ResolvedLine {
  line: SourceLine;
  product: BroughtProduct | null;
}

const accountOf = ({ line, product }: ResolvedLine, side: Side): string | null => line.account ?? (side === 'sales' ? product?.salesAccount : product?.costAccount) ?? null;

/** What keeps a document from being brought before anything of it is looked for. */
export function checkSource(source: SourceDocument, values: Values, names: { host: string; ledger: string }): Problem[] {
  const { document, lines, unclear } = source;
  const openLedger = { id: 'open-ledger', label: `Open in ${names.ledger}`, action: { type: 'open-ledger' as const } };
  const word = wordOf(source);
  const problems = unclear.map((why) => problem('source-unclear', `This ${word} cannot be brought as it is. ${why}`, [openLedger, retryFix()], `Change it in ${names.ledger}, then try again.`));
  if (lines.length === 0 && unclear.length === 0) problems.push(problem('no-lines', `This ${word} has no lines.`, [openLedger, retryFix()]));
  const { currencies } = values;
  if (currencies.length > 0 && !currencies.includes(document.currency)) {
    problems.push(problem('host-currency-unknown', `${names.host} does not know the currency ${document.currency}.`, [retryFix()], `Add it there, read the values again under Mappings, then try again.`));
  }
  return problems;
}

/** The lines in the host's values, or everything that is missing for them. */
export function draftLines(source: SourceDocument, resolved: readonly ResolvedLine[], values: Values): { lines: DraftLine[] } | { problems: Problem[] } {
  const side = sideOf(source);
  const rate = foundRate(source, values);
  const problems = new Map<string, Problem>();
  const idOf = (told: ReturnType<Values['account']>): string | null => {
    if ('id' in told) return told.id;
    problems.set(told.problem.message, told.problem);
    return null;
  };
  const lines = resolved.map((each): DraftLine => {
    const { description, quantity, unitPrice, net, taxCode } = each.line;
    return { product: each.product?.id ?? null, description, quantity, unitPrice, net, taxCode: idOf(values.taxCode(taxCode, side, source.document.date, rate)), account: idOf(values.account(accountOf(each, side), side)) };
  });
  return problems.size > 0 ? { problems: [...problems.values()] } : { lines };
}

/** `number`: what the host takes of the ledger's; where it takes none of it, the number goes into the reference. */
export function draftOf(source: SourceDocument, contact: BroughtContact, lines: DraftLine[], takesNumber: boolean): DocumentDraft {
  const { kind, credit, document, description } = source;
  const { date, dueDate, currency, reference } = document;
  return {
    kind, credit, number: takesNumber ? reference : null, date, dueDate, currency, contact, description,
    paymentReference: document.paymentReference || (takesNumber ? '' : reference), lines,
  };
}

const sameId = (value: { id: string } | null, id: string | null): boolean => (value?.id ?? null) === id;
const sameText = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

const sameLine = (line: DocumentLine, draft: DraftLine): boolean =>
  sameDecimal(line.quantity, draft.quantity) && sameDecimal(line.unitPrice, draft.unitPrice) && sameDecimal(line.net, draft.net) &&
  sameId(line.taxCode, draft.taxCode) && sameId(line.account, draft.account) && sameId(line.product, draft.product) &&
  // The product's own name may stand before what is said of it.
  sameText(line.description.slice(-Math.max(draft.description.length, 0) || line.description.length), draft.description || line.description);

/** Does the host's document say what it is to say? */
export const saysDraft = (document: HostDocument, draft: DocumentDraft): boolean =>
  (draft.number === null || document.number === draft.number) && document.date === draft.date && (draft.dueDate === null || document.dueDate === draft.dueDate) && document.currency === draft.currency &&
  document.contact?.id === draft.contact.id && sameText(document.description, draft.description) && sameText(document.paymentReference, draft.paymentReference) &&
  document.lines.length === draft.lines.length && document.lines.every((line, index) => draft.lines[index] !== undefined && sameLine(line, draft.lines[index]));

/** By how much the host's total is off; null where it is not. `isRounding`: no more than rounding per rate instead of per line can make. */
export function totalOff(document: HostDocument, source: SourceDocument): { amount: Decimal; isRounding: boolean } | null {
  const amount = minus(document.gross, source.document.gross);
  if (isZero(amount)) return null;
  const bearable = plus('0.005', times('0.005', String(source.lines.length)));
  return { amount, isRounding: compareDecimals(absolute(amount), bearable) <= 0 };
}

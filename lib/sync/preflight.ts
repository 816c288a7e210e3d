import { isZero, minus, sameDecimal, sum } from '../model/decimal';
import { formatAmount, formatMoney, money } from '../model/money';
import type { DocumentLine, HostDocument, HostValue } from '../model/document';
import type { Fix, Problem } from '../model/problem';
import { shortOf, type Period, type ReferenceItem, type ReferenceKind, type Side, type TaxRatePart } from '../model/reference';
import { addDays, formatDay, type Day } from '../model/dates';
import { isResolved, percentageOn, rateName, ratesOn, resolveJournal, resolvePlain, resolveTaxCode, takesCurrency, withoutTax, type Resolution } from '../mapping/resolve';
import type { MappingTable } from '../mapping/table';
import { mapFixes, openHostFix, problem, refreshFix, retryFix, suggestionDetail } from './problems';
import { stateTax } from './tax';

/** What preflight knows besides the document. Nothing of it needs a call. */
export interface PreflightContext {
  hostName: string;
  ledgerName: string;
  /** The host entity this connection is for; null when the host has but one. */
  entity: string | null;
  table: MappingTable;
  periods: readonly Period[];
  /** How lines and items go together in the ledger; 'optional' products go along where the settings ask for it. */
  lineItems: 'optional' | 'along' | 'stand-in' | 'needed';
  productsWanted: boolean;
  itemsNeedCode: boolean;
  /** The ledger takes tax that it would compute otherwise. */
  statesTax: boolean;
  /** By how much its total may differ where it does not. */
  rounding: string | null;
  /** Documents are booked in journals. */
  journals: boolean;
  /** Book on this day instead of the document's own. */
  postOn: string | null;
  locale?: string;
}

export interface CheckedLine {
  line: DocumentLine;
  account: ReferenceItem | null;
  taxCode: ReferenceItem | null;
  taxRates: readonly TaxRatePart[];
  tax: string | null;
  costCentre: string | null;
  /** The one mapped for lines on accounts that need one: the host's lines have none. */
  costUnit?: string | null;
  project: ReferenceItem | null;
  class: string | null;
  unit: string | null;
}

/** A document with everything resolved but its contact and items. */
export interface Checked {
  document: HostDocument;
  side: Side;
  date: string;
  journal: string;
  paymentTerm: string | null;
  lines: CheckedLine[];
  /** What the user should know although nothing is wrong ("VAT on line 2 is stated as 70.36"). */
  notes: string[];
  /** What was matched and how; `by` is the host name of the mapping that decided, where one did. */
  used: { kind: ReferenceKind; host: string; item: ReferenceItem; origin: string; by?: string }[];
}

export type Preflight = { ok: true; checked: Checked } | { ok: false; problems: Problem[] };

export const sideOf = (document: Pick<HostDocument, 'ref'>): Side => (document.ref.kind === 'invoice' ? 'sales' : 'purchase');
const wordOf = (document: HostDocument): string => (document.ref.kind === 'invoice' ? 'invoice' : 'bill');
const shown = (value: HostValue | null): string => value?.name ?? value?.code ?? value?.id ?? '';

/** The documents' own state: is this something that may be booked at all, by this connection? */
function checkDocument(document: HostDocument, context: PreflightContext): Problem[] {
  const { hostName } = context;
  const word = wordOf(document);
  const problems: Problem[] = [];
  if (document.deleted) problems.push(problem('document-deleted', `This ${word} is deleted in ${hostName}.`, [openHostFix(hostName)], 'A deleted document is not sent.'));
  if (context.entity !== null && document.entity !== null && document.entity !== context.entity) {
    problems.push(
      problem('other-entity', `This ${word} belongs to "${document.entity}", not to "${context.entity}".`, [{ id: 'connections', label: 'Connections', action: { type: 'open-options', route: '#/connections' } }],
        `This connection books the documents of "${context.entity}" only. Add a connection for the other entity.`),
    );
  }
  if (!document.contact) problems.push(problem('contact-missing', `This ${word} has no ${document.ref.kind === 'invoice' ? 'customer' : 'supplier'}.`, [openHostFix(hostName), retryFix()]));
  if (document.number.trim() === '') problems.push(problem('number-missing', `This ${word} has no number.`, [openHostFix(hostName), retryFix()], 'Without a number it cannot be told from another one.'));
  if (document.lines.every(isRemark)) problems.push(problem('no-lines', `This ${word} has no lines.`, [openHostFix(hostName), retryFix()]));
  const lines = sum(document.lines.map((line) => line.net));
  if (document.lines.length > 0 && !sameDecimal(lines, document.net)) {
    problems.push(
      problem('lines-total', `The lines add up to ${formatAmount(lines, context.locale)}, the ${word} says ${formatAmount(document.net, context.locale)}.`, [openHostFix(hostName), retryFix()],
        `The difference is ${formatAmount(minus(document.net, lines), context.locale)} ${document.currency}. Save the ${word} again in ${hostName}, then try again.`),
    );
  }
  return problems;
}

function checkCurrency(document: HostDocument, context: PreflightContext): Problem[] {
  const known = context.table.items('currency');
  if (known.length === 0 || context.table.item('currency', document.currency)) return [];
  return [
    problem('currency-unknown', `${context.ledgerName} does not know the currency ${document.currency}.`, [refreshFix(context.ledgerName)], `Add it there, then read ${context.ledgerName} again.`),
  ];
}

/** Values to choose from; where there are none at all, the ledger is to be read again. */
function choices(context: PreflightContext, ...of: Parameters<typeof mapFixes>): Fix[] {
  const fixes = mapFixes(...of);
  return fixes.length > 0 ? fixes : [refreshFix(context.ledgerName)];
}

/** A remark, not something to book: no amount, and nothing that says where to. */
const isRemark = (line: DocumentLine): boolean => isZero(line.net) && (line.account === null || line.taxCode === null) && line.product === null;

/** What a resolution found; that a mapping decided it is remembered. */
function itemOf(found: Resolution | null, used: Checked['used']): ReferenceItem | null {
  if (!found || !isResolved(found)) return null;
  if (found.by !== undefined) used.push({ kind: found.item.kind, host: found.by, ...found });
  return found.item;
}

/** The default stands in only where there must be one: other accounts may refuse a cost centre. */
const costCentreOf = (line: DocumentLine, context: PreflightContext, needed: boolean): Resolution | null =>
  line.costCentre || needed ? resolvePlain(context.table, 'costCentre', line.costCentre, needed ? { defaults: ['*'] } : {}) : null;

function checkLine(line: DocumentLine, number: number, side: Side, day: Day, context: PreflightContext, used: Checked['used']): { problems: Problem[]; checked: CheckedLine } {
  const { hostName, ledgerName, table } = context;
  const problems: Problem[] = [];

  const tax = resolveTaxCode(table, line.taxCode, line.taxPercentage, side, day);
  if (isResolved(tax)) used.push({ kind: 'taxCode', host: line.taxCode?.id ?? line.taxPercentage ?? '*', ...tax });
  else problems.push(taxProblem(line, number, tax, side, context));

  const postable = (item: ReferenceItem) => item.postable !== false;
  const account = resolvePlain(table, 'account', line.account, { usable: postable, defaults: [`*${side}`, '*'] });
  if (isResolved(account)) used.push({ kind: 'account', host: line.account?.id ?? '*', ...account });
  else {
    const all = table.items('account').filter((item) => postable(item) && item.use === (side === 'sales' ? 'revenue' : 'cost'));
    const host = line.account?.id ?? `*${side}`;
    problems.push(
      line.account
        ? problem('account-unmapped', `Line ${number} is on account ${shown(line.account)}, which ${ledgerName} does not have.`, choices(context, 'account', host, account.suggestions, all), account.gap === 'gone' ? `It is mapped to ${account.mappedTo}, which is no longer there or may not be booked on.` : undefined)
        : problem('account-missing', `Line ${number} has no account.`, [...mapFixes('account', host, [], all), openHostFix(hostName)], `Choose one for all ${side} lines without an account, or set it in ${hostName}.`),
    );
  }

  const costCentreNeeded = isResolved(account) && account.item.costCentreUse === 'mandatory';
  const costCentre = itemOf(costCentreOf(line, context, costCentreNeeded), used);
  if (costCentreNeeded && !costCentre) {
    problems.push(
      problem('cost-centre-missing', `Line ${number}: account ${shortOf(account.item)} needs a cost centre.`, choices(context, 'costCentre', line.costCentre?.id ?? '*', [], table.items('costCentre')), `${ledgerName} does not take this line without one.`),
    );
  }
  // Whether the account has one of its own, which stands in, only the ledger knows: nothing is held up for it.
  const costUnitNeeded = isResolved(account) && account.item.costUnitUse === 'mandatory';
  const costUnit = costUnitNeeded ? itemOf(resolvePlain(table, 'costUnit', null, { defaults: ['*'] }), used) : null;
  if (line.product && !line.product.code && context.itemsNeedCode && (context.lineItems !== 'optional' || context.productsWanted)) {
    problems.push(
      problem('product-code-missing', `Line ${number}: the product "${shown(line.product)}" has no code.`, [openHostFix(hostName), retryFix()], `${ledgerName} knows items by their code. Give the product a code in ${hostName}, then try again.`),
    );
  }
  if (!line.product && context.lineItems === 'needed') {
    problems.push(problem('product-missing', `Line ${number} has no product.`, [openHostFix(hostName)], `Sales invoices in ${ledgerName} need an item on every line. Use sales entries instead, or choose a product.`));
  }
  const project = itemOf(line.project && resolvePlain(table, 'project', line.project), used);
  const ofClass = itemOf(table.items('class').length > 0 ? resolvePlain(table, 'class', line.costCentre, { defaults: [`*${side}`, '*'] }) : null, used);
  const unit = itemOf(line.unit ? resolvePlain(table, 'unit', { id: line.unit, code: line.unit, name: line.unit }) : null, used);
  return {
    problems,
    checked: {
      line,
      account: isResolved(account) ? account.item : null,
      taxCode: isResolved(tax) ? tax.item : null,
      taxRates: isResolved(tax) ? ratesOn(tax.item, side, day) : [],
      tax: null,
      costCentre: costCentre?.code ?? null,
      costUnit: costUnit?.code ?? null,
      project,
      class: ofClass?.id ?? null,
      unit: unit?.code ?? null,
    },
  };
}

function taxProblem(line: DocumentLine, number: number, gap: { gap: string; mappedTo?: string; suggestions: ReferenceItem[] }, side: Side, context: PreflightContext): Problem {
  const { ledgerName, hostName, table } = context;
  const all = table.items('taxCode').filter((item) => item.side === side || item.side === 'both');
  const rate = line.taxPercentage === null ? '' : ` ${line.taxPercentage} %`;
  if (!line.taxCode) {
    // Without a rate only a code without tax can be meant; which of them is the user's to say.
    const choices = line.taxPercentage === null ? gap.suggestions : all;
    const fixes = mapFixes('taxCode', line.taxPercentage ?? withoutTax, line.taxPercentage === null ? [] : gap.suggestions, choices);
    const detail = line.taxPercentage === null ? `Set it in ${hostName}, or choose a code for lines without VAT.` : suggestionDetail(gap.suggestions);
    return problem('tax-code-missing', `Line ${number} has no VAT code.`, [...fixes, openHostFix(hostName), retryFix()], detail);
  }
  // A code that is right for another rate stays what it is for that one.
  const host = gap.gap === 'conflict' && line.taxPercentage !== null ? rateName(line.taxCode.id, line.taxPercentage) : line.taxCode.id;
  const fixes = choices(context, 'taxCode', host, gap.suggestions, all);
  if (gap.gap === 'gone') return problem('tax-code-gone', `Line ${number}: VAT code ${gap.mappedTo} is no longer usable in ${ledgerName}.`, fixes, suggestionDetail(gap.suggestions));
  if (gap.gap === 'conflict') {
    return problem('tax-code-conflict', `Line ${number} has VAT${rate}, but is mapped to code ${gap.mappedTo}, which has another rate or side.`, fixes, suggestionDetail(gap.suggestions));
  }
  return problem('tax-code-unmapped', `Line ${number} has VAT${rate} (${shown(line.taxCode)}), which has no code in ${ledgerName}.`, fixes, suggestionDetail(gap.suggestions));
}

export function journalNames(document: Pick<HostDocument, 'ref' | 'credit'>): string[] {
  const { kind } = document.ref;
  const own = document.credit ? [kind === 'invoice' ? 'creditInvoice' : 'creditBill', kind] : [kind];
  return [...own, kind === 'invoice' ? 'sales' : 'purchase'];
}

function checkJournal(document: HostDocument, side: Side, context: PreflightContext, used: Checked['used']): { journal: string | null; problems: Problem[] } {
  const { ledgerName, table } = context;
  const found = resolveJournal(table, journalNames(document), side, document.currency);
  const ofSide = table.items('journal').filter((item) => item.side === side);
  if (!isResolved(found)) {
    if (ofSide.length === 0) {
      return { journal: null, problems: [problem('journal-none', `${ledgerName} has no ${side} journal that may be used.`, [refreshFix(ledgerName)], `Add one there, then read ${ledgerName} again.`)] };
    }
    const detail = found.gap === 'gone' ? `Journal ${found.mappedTo} is no longer there.` : `No ${side} journal takes ${document.currency}. Allow other currencies for one in ${ledgerName}, or choose one.`;
    return { journal: null, problems: [problem('journal-unmapped', `Which journal are ${wordOf(document)}s booked in?`, mapFixes('journal', document.ref.kind, found.suggestions, ofSide), detail)] };
  }
  if (takesCurrency(found.item, document.currency)) return { journal: itemOf(found, used)?.code ?? null, problems: [] };
  const detail = `It is kept in ${found.item.currency}. Allow other currencies for it in ${ledgerName}, or choose another.`;
  return { journal: found.item.code, problems: [problem('journal-currency', `Journal ${found.item.code} does not take ${document.currency}.`, mapFixes('journal', document.ref.kind, [], ofSide), detail)] };
}

/** The first day on or after `day` that is in an open period of the journal; null when there is none. */
export function nextOpenDay(periods: readonly Period[], journal: string, day: string): string | null {
  const open = periods.filter((period) => !period.closedJournals.includes(journal) && period.end >= day).sort((a, b) => a.start.localeCompare(b.start));
  const first = open[0];
  if (!first) return null;
  return first.start > day ? first.start : day;
}

function checkPeriod(date: string, journal: string, context: PreflightContext): Problem[] {
  const period = context.periods.find((candidate) => candidate.start <= date && date <= candidate.end);
  if (context.periods.length === 0 || (period && !period.closedJournals.includes(journal))) return [];
  const next = nextOpenDay(context.periods, journal, period ? addDays(period.end, 1) : date);
  const fixes = next ? [{ id: 'post-on', label: `Post on ${formatDay(next, context.locale)}`, action: { type: 'post-on' as const, date: next } }, retryFix()] : [retryFix()];
  const detail = next ? `The next open day is ${formatDay(next, context.locale)}.` : `Open a period in ${context.ledgerName}, then try again.`;
  if (!period) return [problem('period-unknown', `${context.ledgerName} has no period for ${formatDay(date, context.locale)}.`, fixes, detail)];
  const what = journal === '' ? `The books of ${context.ledgerName} are closed up to ${formatDay(period.end, context.locale)}.` : `Period ${period.year}-${String(period.period).padStart(2, '0')} is closed in journal ${journal}.`;
  return [problem('period-closed', what, fixes, detail)];
}

/** Tax of the lines against the document's, and what must be stated so that they meet. */
function checkTax(document: HostDocument, side: Side, day: Day, lines: CheckedLine[], context: PreflightContext): { problems: Problem[]; notes: string[]; lines: CheckedLine[] } {
  const percentage = ({ line, taxCode }: CheckedLine) => (taxCode === null || taxCode.reverseCharge ? null : ((taxCode.anyRate ? undefined : percentageOn(taxCode, side, day)) ?? line.taxPercentage));
  const statement = stateTax(lines.map((line) => ({ net: line.line.net, percentage: percentage(line) })), document.tax);
  if (!statement.fits) {
    const detail = `The lines' rates give ${formatMoney(money(statement.computed, document.currency), context.locale)}; the difference is more than rounding.`;
    return { problems: [problem('tax-total', `The VAT of ${formatMoney(money(document.tax, document.currency), context.locale)} does not follow from the lines.`, [openHostFix(context.hostName), retryFix()], detail)], notes: [], lines };
  }
  if (statement.adjusted && !context.statesTax) {
    const { line, from, to } = statement.adjusted;
    const difference = minus(from, to);
    if (context.rounding !== null && sameDecimal(context.rounding, difference)) return { problems: [], notes: [`${context.ledgerName} computes ${from} of VAT on line ${line + 1}, the ${wordOf(document)} says ${to}: that was accepted.`], lines };
    const accept = { id: 'accept-rounding', label: 'Send it so', action: { type: 'accept-rounding' as const, difference } };
    const message = `${context.ledgerName} will compute ${formatMoney(money(from, document.currency), context.locale)} of VAT on line ${line + 1}, this ${wordOf(document)} says ${formatMoney(money(to, document.currency), context.locale)}.`;
    return { problems: [problem('tax-rounding', message, [accept, openHostFix(context.hostName), retryFix()], `Its tax cannot be stated there: the total will be off by ${formatMoney(money(difference, document.currency), context.locale)}.`)], notes: [], lines };
  }
  const notes = statement.adjusted
    ? [`VAT on line ${statement.adjusted.line + 1} is stated as ${statement.adjusted.to} (${context.ledgerName} would compute ${statement.adjusted.from}), so that the total stays the ${wordOf(document)}'s.`]
    : [];
  return { problems: [], notes, lines: lines.map((line, index) => ({ ...line, tax: statement.taxes[index] ?? null })) };
}

/** Every check that needs no call. Pure: the same document and context give the same answer. */
export function preflight(document: HostDocument, context: PreflightContext): Preflight {
  const side = sideOf(document);
  const own = checkDocument(document, context);
  // What belongs to another entity, or is deleted, is not examined further: its other problems are not this connection's.
  if (own.some(({ code }) => code === 'other-entity' || code === 'document-deleted')) return { ok: false, problems: own };

  const used: Checked['used'] = [];
  const numbered = document.lines.map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => !isRemark(line));
  const date = context.postOn ?? document.date;
  const lines = numbered.map(({ line, number }) => checkLine(line, number, side, date, context, used));
  const { journal, problems: journalProblems } = context.journals ? checkJournal(document, side, context, used) : { journal: '', problems: [] };
  const lineProblems = lines.flatMap((line) => line.problems);
  const tax = lineProblems.length === 0 ? checkTax(document, side, date, lines.map((line) => line.checked), context) : { problems: [], notes: [], lines: [] };
  const problems = [
    ...own,
    ...checkCurrency(document, context),
    ...lineProblems,
    ...journalProblems,
    ...(journal === null ? [] : checkPeriod(date, journal, context)),
    ...(own.length === 0 ? tax.problems : []),
  ];
  if (problems.length > 0 || journal === null) return { ok: false, problems };
  const term = itemOf(resolvePlain(context.table, 'paymentTerm', null, { defaults: [`*${side}`, '*'] }), used);
  const notes = context.postOn && context.postOn !== document.date ? [...tax.notes, `Booked on ${context.postOn}; the ${wordOf(document)} is of ${document.date}.`] : tax.notes;
  return { ok: true, checked: { document, side, date, journal, paymentTerm: term?.code ?? null, lines: tax.lines, notes, used } };
}

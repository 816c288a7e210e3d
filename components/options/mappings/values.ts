import { isUsable } from '../../../lib/mapping/kinds';
import { isResolved, resolvePlain, resolveTaxCode, type Resolution } from '../../../lib/mapping/resolve';
import { foldName } from '../../../lib/mapping/table';
import { dayOf } from '../../../lib/model/dates';
import { decimalSchema } from '../../../lib/model/decimal';
import type { HostValue } from '../../../lib/model/document';
import type { MappingKind, Side } from '../../../lib/model/reference';
import type { MappingRow } from '../../../lib/storage/rows';
import { isDefaultHost } from './defaults';
import { outcomeOf, type MappableValue, type MappingData, type MappingLine } from './line';

type ListedKind = MappableValue['kind'];
type LineSide = Exclude<Side, 'both'>;

/** Rows of a kind's values: those the host lists, then those only a mapping names. Pure. */
export function valueLines(kind: MappingKind, data: MappingData): MappingLine[] {
  const listed = data.hostReference.filter((value) => value.kind === kind);
  const lines = listed
    .filter((value) => value.active || mappingsOf(value, data).length > 0)
    .sort((a, b) => a.code.localeCompare(b.code, undefined, { numeric: true }))
    .flatMap((value) => linesOf(value, data));
  const known = new Set(listed.flatMap((value) => namesOf(value).map(foldName)));
  const others = data.mappings
    .filter((row) => row.kind === kind && !known.has(foldName(row.host)) && !isDefaultHost(kind, row.host))
    .map((row) => mappedLine(row, data))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return [...lines, ...others];
}

/** The value of the host that a line is about; undefined where it lists none. Pure. */
export const valueOf = ({ kind, host }: Pick<MappingLine, 'kind' | 'host'>, { hostReference }: MappingData): MappableValue | undefined =>
  hostReference.find((value) => value.kind === kind && namesOf(value).includes(host));

/** A value as documents carry it: tax codes without a name, groups without a code. Only then is what is shown what is used. */
function asOnDocuments({ kind, id, code, name }: MappableValue): HostValue {
  if (kind === 'taxCode') return { id, ...(code && { code }) };
  if (kind === 'itemGroup') return { id, name };
  return { id, ...(code && { code }), ...(name && { name }) };
}

function namesOf(value: MappableValue): string[] {
  const { id, code, name } = asOnDocuments(value);
  return [id, code, name].filter((text): text is string => Boolean(text));
}

const mappingsOf = (value: MappableValue, { mappings }: MappingData): MappingRow[] => {
  const names = new Set(namesOf(value).map(foldName));
  return mappings.filter((row) => row.kind === value.kind && names.has(foldName(row.host)));
};

function resolve(value: MappableValue, side: LineSide, { table }: MappingData): Resolution {
  const shown = asOnDocuments(value);
  const kind: ListedKind = value.kind;
  if (kind === 'currency') return sameCurrency(value, table);
  if (kind === 'taxCode') return resolveTaxCode(table, shown, value.percentage ?? null, side, dayOf(Date.now()));
  if (kind === 'account') return resolvePlain(table, kind, shown, { usable: (item) => isUsable(item, value.id), defaults: [`*${side}`, '*'] });
  return resolvePlain(table, kind, shown, { defaults: ['*'], ledgerDefault: true });
}

/** A currency is the same on both sides or it is none: there is nothing to choose. */
function sameCurrency({ code }: MappableValue, table: MappingData['table']): Resolution {
  const item = table.items('currency').find((candidate) => candidate.code === code);
  return item ? { item, origin: 'code' } : { gap: 'none', suggestions: [] };
}

const signature = (found: Resolution): string =>
  isResolved(found) ? `${found.item.id} ${found.origin}` : `${found.gap} ${found.mappedTo ?? ''} ${found.suggestions.map(({ id }) => id).join()}`;

/** One row where both sides come to the same, else one for each. */
function linesOf(value: MappableValue, data: MappingData): MappingLine[] {
  const sales = resolve(value, 'sales', data);
  const purchase = resolve(value, 'purchase', data);
  if (signature(sales) === signature(purchase)) return [lineOf(value, sales, null, null, data)];
  return [lineOf(value, sales, 'sales', purchase, data), lineOf(value, purchase, 'purchase', sales, data)];
}

/**
 * Found by its own code, name or mapping for one side alone: then the value is taken to be that side's, and nothing is missing
 * on this one. A percentage or a default says nothing of the side.
 */
function isOthers(other: Resolution | null, own: readonly MappingRow[]): boolean {
  if (!other || !isResolved(other)) return false;
  return other.by === undefined ? other.origin === 'code' || other.origin === 'name' : own.some((row) => row.host === other.by);
}

function lineOf(value: MappableValue, found: Resolution, side: LineSide | null, other: Resolution | null, data: MappingData): MappingLine {
  const { kind, id, code, name, percentage, active } = value;
  const outcome = outcomeOf(found, kind, data.ledgerName);
  const own = mappingsOf(value, data);
  const others = !outcome.ledger && isOthers(other, own);
  const by = isResolved(found) ? found.by : found.mappedTo;
  const otherSide = side === 'sales' ? 'purchases' : 'sales';
  const details = [code !== name && code, percentage !== undefined && `${percentage} %`, side && (side === 'sales' ? 'sales' : 'purchases'), !active && 'no longer used'];
  return {
    key: `${id}/${side ?? ''}`,
    kind,
    host: slotOf(value, side, own, data),
    name: name || code || id,
    ...(code && { code }),
    detail: details.filter(Boolean).join(' · '),
    side,
    ...outcome,
    // Of a currency that no document is in nobody need know.
    state: outcome.ledger ? 'set' : others || kind === 'currency' ? 'open' : 'gap',
    // What is plainly the other side's gets no guess, unless it once was mapped here.
    suggestions: others && own.length === 0 ? [] : outcome.suggestions,
    hint: !others ? outcome.hint : isResolved(found) || !found.mappedTo ? `Looks like one for ${otherSide} alone.` : `Mapped to ${found.mappedTo}, which is for ${otherSide}.`,
    mapping: own.find((row) => (isResolved(found) ? row.host === by : row.ledger === by && (side === null || isForSide(row, side, data)))) ?? null,
  };
}

/** Does the mapping lead to something of that side? What the ledger no longer has is of every side. */
function isForSide(row: MappingRow, side: LineSide, { table }: MappingData): boolean {
  const item = row.kind === 'taxCode' ? table.item('taxCode', row.ledger) : null;
  return !item || item.side === undefined || item.side === 'both' || item.side === side;
}

/**
 * The name a mapping of the value is stored under: that of the mapping it takes the place of, else the id. One for the other
 * side is left alone; the code then names the value for this one, since resolving tries both names.
 */
function slotOf(value: MappableValue, side: LineSide | null, own: readonly MappingRow[], data: MappingData): string {
  const names = namesOf(value);
  const taken = names.flatMap((name) => own.filter((row) => foldName(row.host) === foldName(name)));
  const same = taken.find((row) => side === null || isForSide(row, side, data));
  return same?.host ?? names.find((name) => taken.every((row) => foldName(row.host) !== foldName(name))) ?? value.id;
}

/** A value that only its mapping names: of a kind the host does not list, or one it no longer lists. */
export function mappedLine(row: MappingRow, data: Pick<MappingData, 'table' | 'ledgerName'>): MappingLine {
  const { kind, host, ledger, origin } = row;
  const base = { key: `mapping/${host}`, kind, host, side: null, suggestions: [], mapping: row };
  if (kind === 'contact' || kind === 'product') {
    return { ...base, name: row.hostName ?? host, detail: row.hostName ? host : '', state: 'set', ledger: { code: '', name: row.ledgerName ?? ledger }, origin, hint: '' };
  }
  const item = data.table.items(kind).find((candidate) => (candidate.code === ledger.trim() || candidate.id === ledger) && isUsable(candidate, host));
  const found: Resolution = item ? { item, origin, by: host } : { gap: 'gone', mappedTo: ledger, suggestions: [] };
  const outcome = outcomeOf(found, kind, data.ledgerName);
  const rate = kind === 'taxCode' && decimalSchema.safeParse(host).success;
  const name = rate ? `Lines with ${host} %` : (row.hostName ?? host);
  return { ...base, name, detail: row.hostName && !rate ? host : '', ...outcome, state: outcome.ledger ? 'set' : 'gap' };
}

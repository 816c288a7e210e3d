import type { Problem } from '../model/problem';
import type { MappingKind, Side } from '../model/reference';
import { sameDecimal } from '../model/decimal';
import { foldName } from './table';

/** A host value that a document waits for, as its problem names it. */
export interface Gap {
  kind: MappingKind;
  host: string;
}

/** A value of the host by all its names. */
export interface NamedValue {
  kind: string;
  id: string;
  code?: string;
  name?: string;
  percentage?: string;
}

/** The host values that problems wait for, each once. Pure. */
export function gapsOf(problems: readonly Problem[]): Gap[] {
  const gaps = new Map<string, Gap>();
  for (const { action } of problems.flatMap(({ fixes }) => fixes)) if (action.type === 'map') gaps.set(`${action.kind}\n${foldName(action.host)}`, { kind: action.kind, host: action.host });
  return [...gaps.values()];
}

/** "301 at 21 %": a value at one of its rates. */
const atRate = /^(.*) at (\S+) %$/s;

/** What a gap is about, whatever its name: the names of its value, and the rate it has. */
export function namesOfGap({ kind, host }: Gap, values: readonly NamedValue[]): { names: Set<string>; rate: string | undefined } {
  const [, of = host, rate] = atRate.exec(host) ?? [];
  const value = values.find((each) => each.kind === kind && [each.id, each.code, each.name].some((name) => name && foldName(name) === foldName(of)));
  const names = [host, of, value?.id, value?.code, value?.name].filter((name): name is string => Boolean(name));
  return { names: new Set(names.map(foldName)), rate: rate ?? value?.percentage };
}

const journalNames: Readonly<Record<'sales' | 'purchase', readonly string[]>> = { sales: ['invoice', 'creditinvoice', 'sales', '*'], purchase: ['bill', 'creditbill', 'purchase', '*'] };

/** A rate of a VAT code, as a mapping may be named by it. */
const isSameRate = (host: string, rate: string | undefined): boolean => rate !== undefined && /^\d+([.]\d+)?$/.test(host) && sameDecimal(host, rate);

/** Does a mapping of that name answer for the gap of a document of that side? Whether its ledger value fits is seen when it is sent. Pure. */
export function answersFor(mapping: Gap, gap: Gap, side: Exclude<Side, 'both'>, values: readonly NamedValue[]): boolean {
  if (mapping.kind !== gap.kind) return false;
  const host = foldName(mapping.host);
  const { names, rate } = namesOfGap(gap, values);
  if (names.has(host)) return true;
  if (gap.kind === 'journal') return journalNames[side].includes(host);
  if (gap.kind === 'taxCode') return isSameRate(host, rate);
  return host === '*' || host === `*${side}`;
}

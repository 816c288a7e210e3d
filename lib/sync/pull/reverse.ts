import type { HostReferenceItem } from '../../hosts/host';
import { onSide } from '../../mapping/resolve';
import { foldName } from '../../mapping/table';
import { sameDecimal, type Decimal } from '../../model/decimal';
import type { Mapping } from '../../model/mapping';
import type { ReferenceItem, Side } from '../../model/reference';

/** The mappings read the other way round: which of the host's values stands for one of the ledger's. Pure. */

/** What a ledger value may be mapped to: the host's own values, and the mappings of the connection. */
export interface HostValues {
  items: readonly HostReferenceItem[];
  mappings: readonly Mapping[];
}

/** `none`: nothing fits; `several`: more than one does, and nothing says which; `conflict`: what it is mapped to contradicts the document. */
export type Reverse = { host: HostReferenceItem } | { gap: 'none' | 'several' | 'conflict'; suggestions: HostReferenceItem[] };

/** Between a host value and the ledger value it stands for, where that is the only direction the mapping is meant for: no host value is called so. */
const backMark = '<';
export const backSuffix = (ledger: string): string => `${backMark}${ledger}`;

const names = ({ id, code, name }: HostReferenceItem): string[] => [id, code, name].filter((each) => each !== '').map(foldName);

/** The host value that was chosen for this very ledger value. */
function chosenFor(item: ReferenceItem, { items, mappings }: HostValues): HostReferenceItem | 'gone' | null {
  const suffix = backSuffix(item.id);
  const chosen = mappings.find(({ kind, host }) => kind === item.kind && host.endsWith(suffix));
  if (!chosen) return null;
  return items.find(({ kind, id }) => kind === item.kind && id === chosen.host.slice(0, -suffix.length)) ?? 'gone';
}

/** Host values that lead to the ledger value when they are sent. */
function leadingTo(item: ReferenceItem, { items, mappings }: HostValues): HostReferenceItem[] {
  const hosts = new Set(mappings.filter(({ kind, ledger }) => kind === item.kind && (ledger.trim() === item.code || ledger === item.id)).map(({ host }) => foldName(host)));
  return items.filter((host) => host.kind === item.kind && names(host).some((name) => hosts.has(name)));
}

/** What a name ends in counts: a name below another is written behind it. */
const lastPart = (name: string): string => foldName(name.slice(name.lastIndexOf(':') + 1));

function pick(item: ReferenceItem, values: HostValues, usable: readonly HostReferenceItem[], alike: readonly HostReferenceItem[]): Reverse {
  const chosen = chosenFor(item, values);
  if (chosen !== null) return chosen !== 'gone' && usable.includes(chosen) ? { host: chosen } : { gap: 'conflict', suggestions: [...usable] };
  const ways = [
    leadingTo(item, values).filter((host) => usable.includes(host)),
    usable.filter(({ code }) => code !== '' && foldName(code) === foldName(item.code)),
    usable.filter(({ name }) => foldName(name) === foldName(item.name) || foldName(name) === lastPart(item.name)),
    alike,
  ];
  for (const [first, ...others] of ways) {
    if (first && others.length === 0) return { host: first };
    if (first) return { gap: 'several', suggestions: [first, ...others] };
  }
  return { gap: 'none', suggestions: [...usable] };
}

/**
 * The host's tax code for one of the ledger's on that side. By the one chosen for it, the mapping that leads to it, code,
 * name, and last by the percentage where one code alone has it; never one of another percentage. Null stands for none known.
 */
export function hostTaxCode(item: ReferenceItem, percentage: Decimal | null, side: Side, values: HostValues): Reverse {
  const active = values.items.filter((host) => host.kind === 'taxCode' && host.active && (host.side === undefined || host.side === 'both' || host.side === side));
  const usable = active.filter((host) => percentage === null || host.percentage === undefined || sameDecimal(host.percentage, percentage));
  // A reverse charge comes to nothing as an exemption does: which it is nobody guesses.
  const alike = percentage === null || item.reverseCharge ? [] : usable.filter((host) => host.percentage !== undefined);
  return onSide(item, side) ? pick(item, values, usable, alike) : { gap: 'conflict', suggestions: usable };
}

/** The host's account for one of the ledger's: by the one chosen for it, the mapping that leads to it, code, or name. */
export function hostAccount(item: ReferenceItem, side: Side, values: HostValues): Reverse {
  const usable = values.items.filter((host) => host.kind === 'account' && host.active && (host.side === undefined || host.side === 'both' || host.side === side));
  return pick(item, values, usable, []);
}

import { kindNames } from '../../../lib/mapping/kinds';
import type { MappingTable } from '../../../lib/mapping/table';
import type { Resolution } from '../../../lib/mapping/resolve';
import type { Suggestion } from '../../../lib/mapping/suggest';
import type { MappingOrigin } from '../../../lib/model/mapping';
import type { MappingKind, ReferenceItem, Side } from '../../../lib/model/reference';
import type { HostReferenceRow, MappingRow } from '../../../lib/storage/rows';
import type { Ask } from './gaps';

/** A value of the host that a mapping can lead from. */
export type MappableValue = HostReferenceRow & { kind: Exclude<HostReferenceRow['kind'], 'bookmark'> };
export const isMappable = (value: HostReferenceRow): value is MappableValue => value.kind !== 'bookmark';

/** All that one connection's mappings are made of. */
export interface MappingData {
  mappings: readonly MappingRow[];
  hostReference: readonly MappableValue[];
  table: MappingTable;
  /** The company's own currency; empty where it is not known. */
  currency: string;
  hostName: string;
  ledgerName: string;
}

/** One row of the table: a host value and what would be used for it now. */
export interface MappingLine {
  key: string;
  kind: MappingKind;
  /** What a mapping set here is stored under. */
  host: string;
  name: string;
  /** Code, percentage, side: what tells two values of one name apart. */
  detail: string;
  /** null: it does for both. */
  side: Exclude<Side, 'both'> | null;
  /** `gap`: a document with it cannot be sent. `open`: nothing is set, and nothing need be. */
  state: 'set' | 'gap' | 'open';
  ledger: { code: string; name: string } | null;
  origin: MappingOrigin | null;
  /** Why there is none, or what follows from it. */
  hint: string;
  suggestions: readonly ReferenceItem[];
  /** The mapping that decided: what Remove removes, and what counts its uses. */
  mapping: MappingRow | null;
  /** The host's code, where the value has one. */
  code?: string;
  /** How many documents wait for it. */
  held?: number;
  /** How many documents were booked with it, where no mapping counts that. */
  documents?: number;
  /** The likeliest value for a gap. */
  best?: Suggestion;
  /** Where a contact or product is chosen. */
  ask?: Ask;
}

export const isGap = ({ state }: Pick<MappingLine, 'state'>): boolean => state === 'gap';

/** What a resolution says to a user. Pure. */
export function outcomeOf(found: Resolution, kind: MappingKind, ledgerName: string): Pick<MappingLine, 'ledger' | 'origin' | 'hint' | 'suggestions'> {
  if ('item' in found) return { ledger: found.item, origin: found.origin, hint: '', suggestions: [] };
  const { gap, mappedTo, suggestions } = found;
  const { one } = kindNames[kind];
  const why = {
    gone: `Mapped to ${mappedTo}, which ${kind === 'account' ? `${ledgerName} does not have, or which may not be booked on` : `${ledgerName} no longer has`}.`,
    conflict: `Mapped to ${mappedTo}, which has another rate or side.`,
    none: suggestions.length === 0 ? `No ${one} in ${ledgerName} ${tried[kind] ?? 'has this code or name'}.` : '',
  }[gap];
  return { ledger: null, origin: null, hint: [why, fitting(suggestions)].filter(Boolean).join(' '), suggestions };
}

/** What was tried last for a kind, when nothing else fitted. */
const tried: Partial<Record<MappingKind, string>> = { taxCode: 'has this percentage', journal: 'of this side takes the company\'s currency' };

const labelOf = ({ code, name }: { code: string; name: string }): string => (name ? `${code}, ${name}` : code);

function fitting(suggestions: readonly ReferenceItem[]): string {
  const [first] = suggestions;
  if (!first) return '';
  if (suggestions.length === 1) return `Suggested: ${labelOf(first)}.`;
  return `${suggestions.length} would fit: ${suggestions.slice(0, 3).map(labelOf).join('; ')}${suggestions.length > 3 ? '; …' : ''}.`;
}

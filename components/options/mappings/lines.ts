import { MappingTable } from '../../../lib/mapping/table';
import { labelOf, mappingKinds, type MappingKind } from '../../../lib/model/reference';
import { foldText } from '../../../lib/model/words';
import type { HostReferenceRow, MappingRow, ReferenceRow } from '../../../lib/storage/rows';
import { defaultLines } from './defaults';
import { isGap, isMappable, type MappingData, type MappingLine } from './line';
import { valueLines } from './values';

export function mappingData(mappings: readonly MappingRow[], reference: readonly ReferenceRow[], hostReference: readonly HostReferenceRow[], names: Pick<MappingData, 'currency' | 'hostName' | 'ledgerName'>): MappingData {
  const table = new MappingTable(mappings.filter(({ kind }) => kind !== 'contact' && kind !== 'product'), reference);
  return { mappings, hostReference: hostReference.filter(isMappable), table, ...names };
}

/** Every row of one kind: gaps first, then what holds for all, then the values by code. Pure. */
export function mappingLines(kind: MappingKind, data: MappingData): MappingLine[] {
  const lines = [...defaultLines(kind, data), ...valueLines(kind, data)];
  return [...lines.filter(isGap), ...lines.filter((line) => !isGap(line))];
}

/** The lines in which every word of the search occurs. Pure. */
export function filterMappings(lines: readonly MappingLine[], search: string): MappingLine[] {
  const words = foldText(search).split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const text = foldText(`${line.name} ${line.detail} ${line.host} ${line.ledger?.code ?? ''} ${line.ledger?.name ?? ''} ${line.hint} ${line.best ? labelOf(line.best.item) : ''}`);
    return words.every((word) => text.includes(word));
  });
}

/** Shown where the ledger has them; the others only where a mapping of them is there, since documents do not use them. */
const usual: readonly MappingKind[] = ['taxCode', 'account', 'journal', 'itemGroup', 'unit', 'paymentTerm', 'costCentre', 'costUnit', 'project', 'class', 'contact', 'product'];

/** The kinds worth a table. One the ledger's company does not have is left out. Pure. */
export const kindsShown = ({ mappings, hostReference, table }: Pick<MappingData, 'mappings' | 'hostReference' | 'table'>, waitedFor: readonly MappingKind[] = []): MappingKind[] =>
  mappingKinds.filter((kind) => {
    if (waitedFor.includes(kind) || mappings.some((row) => row.kind === kind)) return true;
    if (kind === 'currency') return hostReference.some((value) => value.kind === kind);
    if (!usual.includes(kind)) return false;
    return kind === 'contact' || kind === 'product' || table.items(kind).length > 0;
  });

/** Kinds whose host values are not listed anywhere: the user types them. */
export const takesFreeValues = (kind: MappingKind): boolean => kind === 'unit' || kind === 'costCentre' || kind === 'project' || kind === 'class';

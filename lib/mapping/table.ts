import type { Mapping } from '../model/mapping';
import type { MappingKind, ReferenceItem, ReferenceKind } from '../model/reference';

/** Names that differ by case and spaces around alone are one name. */
export const foldName = (text: string): string => text.trim().toLocaleLowerCase();

/** What a connection's documents are mapped with: its mappings and the ledger's reference data, indexed once. */
export class MappingTable {
  private readonly byHost = new Map<string, Mapping>();
  private readonly byKind = new Map<ReferenceKind, ReferenceItem[]>();
  private readonly byCode = new Map<string, ReferenceItem>();

  constructor(mappings: readonly Mapping[], reference: readonly ReferenceItem[]) {
    for (const mapping of mappings) this.byHost.set(`${mapping.kind}\n${foldName(mapping.host)}`, mapping);
    for (const item of reference) {
      const known = this.byKind.get(item.kind);
      if (known) known.push(item);
      else this.byKind.set(item.kind, [item]);
      this.byCode.set(`${item.kind}\n${foldName(item.code)}`, item);
    }
  }

  /** The mapping of the first of the host's names for a value that has one. */
  mapping(kind: MappingKind, hostNames: readonly (string | undefined)[]): Mapping | null {
    for (const name of hostNames) {
      const found = name ? this.byHost.get(`${kind}\n${foldName(name)}`) : undefined;
      if (found) return found;
    }
    return null;
  }

  /** Nothing was read of the ledger yet. */
  get isEmpty(): boolean {
    return this.byKind.size === 0;
  }

  items(kind: ReferenceKind): readonly ReferenceItem[] {
    return this.byKind.get(kind) ?? [];
  }

  /** By code, or by the ledger's own id. */
  item(kind: ReferenceKind, code: string): ReferenceItem | null {
    return this.byCode.get(`${kind}\n${foldName(code)}`) ?? this.items(kind).find((item) => item.id === code) ?? null;
  }

  named(kind: ReferenceKind, name: string): ReferenceItem[] {
    return this.items(kind).filter((item) => foldName(item.name) === foldName(name));
  }
}

import { useState } from 'preact/hooks';
import { mappingKinds, type MappingKind } from '../../../lib/model/reference';

/** The kind an address names ("#/mappings/account"); null for none. Pure. */
export function kindOf(hash: string): MappingKind | null {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[1];
  return mappingKinds.find((kind) => kind === name) ?? null;
}

/** The kind shown, kept in the address, so that it can be linked to and survives a reload. */
export function useKind(kinds: readonly MappingKind[]): [MappingKind, (kind: MappingKind) => void] {
  const [wanted, setWanted] = useState<MappingKind | null>(() => kindOf(location.hash));
  const kind = wanted && kinds.includes(wanted) ? wanted : (kinds[0] ?? 'taxCode');
  return [
    kind,
    (next) => {
      setWanted(next);
      history.replaceState(null, '', `#/mappings/${next}`);
    },
  ];
}

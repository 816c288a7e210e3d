import type { MappingKind } from './reference';

export type MappingOrigin = 'code' | 'name' | 'percentage' | 'hand' | 'suggested' | 'default' | 'imported' | 'policy' | 'created';

/** Host value -> ledger value. The host side is an id, a code, a name, or "*" for the default of the kind. */
export interface Mapping {
  kind: MappingKind;
  host: string;
  /** The ledger's code; for contacts and products its id. */
  ledger: string;
  origin: MappingOrigin;
}

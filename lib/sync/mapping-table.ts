import { MappingTable } from '../mapping/table';
import { mappingKinds } from '../model/reference';
import type { SyncContext } from './context';

/** The mappings and reference data of a connection. Contacts and products are not among them: there may be tens of thousands, and they are looked up one by one. */
export async function mappingTable(context: SyncContext, connection: string): Promise<MappingTable> {
  const kinds = mappingKinds.filter((kind) => kind !== 'contact' && kind !== 'product');
  const [reference, ...mappings] = await Promise.all([
    context.database.reference.where({ connection }).toArray(),
    ...kinds.map((kind) => context.database.mappings.where({ connection, kind }).toArray()),
  ]);
  return new MappingTable(mappings.flat(), reference);
}

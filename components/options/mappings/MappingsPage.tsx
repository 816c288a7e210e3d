import { OneConnection } from '../OneConnection';
import { MappingsOf } from './MappingsOf';

/** Which value of the ledger stands for which of the host's. */
export function MappingsPage() {
  return (
    <OneConnection title="Mappings" then="what its values become in the ledger is listed here">
      {(connection, choice) => <MappingsOf key={connection.id} connection={connection} choice={choice} />}
    </OneConnection>
  );
}

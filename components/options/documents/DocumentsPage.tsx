import { OneConnection } from '../OneConnection';
import { DocumentsOf } from './DocumentsOf';

/** Every document of a connection with its state, to send many at once. */
export function DocumentsPage() {
  return (
    <OneConnection title="Documents" then="its documents are listed here">
      {(connection, choice) => <DocumentsOf key={connection.id} connection={connection} choice={choice} />}
    </OneConnection>
  );
}

import { hostOf } from '../../lib/hosts';
import type { DocumentRef } from '../../lib/model/document';
import type { ConnectionRow } from '../../lib/storage/rows';

/** The page of a document in the host; null for a host this version does not know. */
export function documentUrl(connection: ConnectionRow, document: DocumentRef): string | null {
  try {
    return hostOf(connection.host.system).documentUrl(connection.host, { kind: document.kind, id: document.id });
  } catch {
    return null;
  }
}

import { documentRefSchema, type DocumentRef } from '../model/document';
import type { JobRow } from '../storage/rows';

export interface DocumentOfKey {
  connection: string;
  document: DocumentRef;
}

/** "acme/invoice/1001": the document a link's key stands for; null for anything else. Pure. */
export function readDocumentKey(key: unknown): DocumentOfKey | null {
  const [, connection, kind, id] = typeof key === 'string' ? (/^([^/]+)\/([^/]+)\/(.+)$/.exec(key) ?? []) : [];
  const document = documentRefSchema.safeParse({ kind, id });
  return connection && document.success ? { connection, document: document.data } : null;
}

/** "acme/invoice/1001/send": what a job's key stands for; null for anything else. Pure. */
export function readJobKey(key: unknown): (DocumentOfKey & { action: JobRow['action'] }) | null {
  const [, of, action] = typeof key === 'string' ? (/^(.+)\/(send|fetch|bring)$/.exec(key) ?? []) : [];
  const read = readDocumentKey(of);
  return read && (action === 'send' || action === 'fetch' || action === 'bring') ? { ...read, action } : null;
}

/** The job that made an intent, as far as its key tells: "acme/invoice/1001#0" was made by sending that document. Pure. */
export function jobOfIntent(key: unknown): string {
  const [, of] = typeof key === 'string' ? (/^(.+)#\d+$/.exec(key) ?? []) : [];
  return readDocumentKey(of) ? `${of}/send` : '';
}

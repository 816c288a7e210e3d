import type { Page } from 'playwright';
import type { ConnectionRow, IntentRow, JobRow, JournalRow, LinkRow, MappingRow } from '../../../../lib/storage/rows';

/** What the extension has stored of its work. */
export interface ExtensionData {
  connections: ConnectionRow[];
  jobs: JobRow[];
  intents: IntentRow[];
  links: LinkRow[];
  mappings: MappingRow[];
  journal: JournalRow[];
}

/** Reads some of the extension's database from one of its own pages. */
export async function readStores<Name extends keyof ExtensionData>(page: Page, names: readonly Name[]): Promise<Pick<ExtensionData, Name>> {
  const read = (stores: readonly string[]) =>
    new Promise<Record<string, unknown[]>>((resolve, reject) => {
      const opening = indexedDB.open('ledgerbar');
      opening.addEventListener('error', () => reject(opening.error ?? new Error('The database cannot be opened')));
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction([...stores], 'readonly');
        const requests = stores.map((store) => [store, transaction.objectStore(store).getAll()] as const);
        transaction.addEventListener('error', () => reject(transaction.error ?? new Error('The database cannot be read')));
        transaction.oncomplete = () => {
          database.close();
          resolve(Object.fromEntries(requests.map(([store, request]) => [store, request.result as unknown[]])));
        };
      };
    });
  return (await page.evaluate(read, names)) as unknown as Pick<ExtensionData, Name>;
}

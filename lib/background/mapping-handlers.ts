import type { Outcome } from '../messages';
import type { SyncContext } from '../sync/context';
import { removeMapping, setMappings } from '../sync/mappings';
import { exportMappings, importMappings, previewMappings } from '../sync/mappings-file';
import type { Queue } from '../sync/queue';
import { resumeHeld } from '../sync/resume-held';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

type Names = 'setMapping' | 'setMappings' | 'removeMapping' | 'exportMappings' | 'previewMappings' | 'importMappings';

const refused = (error: unknown): { ok: false; message: string } => ({ ok: false, message: sentenceOf(error) });
const attempt = async <T extends object>(work: () => Promise<T>): Promise<Outcome<T>> => work().then((answer) => ({ ok: true as const, ...answer }), refused);

/** What the Mappings page asks for. Whatever mends a gap lets the documents go on that waited for nothing else. */
export function mappingHandlers(context: SyncContext, queue: Queue): Pick<Handlers, Names> {
  const resume = async (connection: string) => ({ resumed: await resumeHeld(context, queue, connection) });
  const set = async (connection: string, changes: Parameters<typeof setMappings>[1]) => {
    let refusal: unknown = null;
    await setMappings(context, changes).catch((error: unknown) => (refusal = error));
    const answer = await resume(connection);
    if (refusal) throw refusal;
    return answer;
  };
  return {
    setMapping: (change) => attempt(() => set(change.connection, [change])),
    setMappings: ({ connection, changes }) => attempt(() => set(connection, changes.map((change) => ({ connection, ...change })))),
    removeMapping: (which) => attempt(async () => { await removeMapping(context, which); return {}; }),
    exportMappings: ({ connection, format }) => attempt(async () => ({ text: await exportMappings(context, connection, format) })),
    previewMappings: ({ connection, text }) => attempt(() => previewMappings(context, connection, text)),
    importMappings: ({ connection, text }) => attempt(async () => ({ imported: await importMappings(context, connection, text), ...(await resume(connection)) })),
  };
}

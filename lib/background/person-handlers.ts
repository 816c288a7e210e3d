import type { ConnectionRow } from '../storage/rows';
import type { SyncContext } from '../sync/context';
import { readUsers, setMe } from '../sync/users';
import { keepAwake } from './keep-awake';
import { tryNotification } from './notify';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

type PersonHandlers = Pick<Handlers, 'readUsers' | 'setMe' | 'tryNotification'>;

/** Who works in this browser, and how they are told of what needs them. */
export function personHandlers(context: SyncContext): PersonHandlers {
  const refused = (error: unknown) => ({ ok: false, message: sentenceOf(error) }) as const;
  const withRow = async <T>(id: string, work: (row: ConnectionRow) => Promise<T>): Promise<T> => {
    const row = await context.database.connections.get(id);
    if (!row) throw new Error('There is no such connection any more.');
    return keepAwake(work(row));
  };
  const done = () => ({ ok: true }) as const;

  return {
    readUsers: ({ connection }) => withRow(connection, (row) => readUsers(context, row)).then(done, refused),
    setMe: ({ connection, email }) => withRow(connection, (row) => setMe(context, row, email)).then(done, refused),
    tryNotification: ({ connection }) => withRow(connection, (row) => tryNotification(context, row)).then((text) => ({ ok: true as const, text }), refused),
  };
}

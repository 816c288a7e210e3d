import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { sameUser, seesBar } from '../../../lib/sync/seen-by';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { hostName } from '../../shared/names';
import { useCommand } from '../../shared/useCommand';
import { Field } from '../Field';
import { tellsUsers } from './WhoSees';

/** What follows from who is named and who works here; empty where nobody is named. Pure. */
export function seenWords(connection: Pick<ConnectionRow, 'sync' | 'me'>): string {
  if ((connection.sync.users ?? []).length === 0) return '';
  if (seesBar(connection)) return 'The bar is shown in this browser.';
  return connection.me === undefined ? 'The bar is hidden in this browser until you say who you are.' : 'The bar is hidden in this browser: you are not among them.';
}

/** Who works in this browser. Kept here at once, and no part of the settings: of the person nothing leaves with them. */
export function Me({ connection }: { connection: ConnectionRow }) {
  const { busy, error, run } = useCommand();
  const { id, me = '', people = [] } = connection;
  const host = hostName(connection.host);
  const told = tellsUsers(connection);
  const words = seenWords(connection);
  const isHidden = words !== '' && !seesBar(connection);
  const set = (email: string) => void run(() => sendMessage('setMe', { connection: id, email }));
  const hint = `${host}'s key does not say who is looking, so each browser is told once and takes your word for it. Kept in this browser alone, at once.`;
  return (
    <div class="stack tight">
      <Field label="You are" hint={hint}>
        {(attributes) =>
          told ? (
            <select {...attributes} disabled={busy || (people.length === 0 && me === '')} value={me} onChange={(event) => set(event.currentTarget.value)}>
              <option value="" selected={me === ''}>Not said yet</option>
              {me !== '' && people.every(({ email }) => !sameUser(email, me)) && <option value={me} selected>{me}</option>}
              {people.map(({ name, email }) => (
                <option key={email} value={email} selected={sameUser(email, me)}>
                  {name === email ? email : `${name}, ${email}`}
                </option>
              ))}
            </select>
          ) : (
            <input {...attributes} type="email" autocomplete="off" disabled={busy} value={me} placeholder="you@example.com" onChange={(event) => set(event.currentTarget.value)} />
          )
        }
      </Field>
      {words && (
        <p class={`note tone-${isHidden ? 'warn' : 'ok'}`} role="status">
          <i class="dot" aria-hidden="true" />
          {words}
        </p>
      )}
      <ErrorLine text={error} />
      {told && (
        <div class="row">
          <Button small disabled={busy || connection.state !== 'connected'} title={connection.state === 'connected' ? `One call to ${host}` : 'Connect it first'} onClick={() => void run(() => sendMessage('readUsers', { connection: id }))}>
            {people.length === 0 ? `Read users from ${host}` : 'Read users again'}
          </Button>
        </div>
      )}
    </div>
  );
}

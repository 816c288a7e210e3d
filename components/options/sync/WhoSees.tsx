import { hostOf } from '../../../lib/hosts';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { sameUser } from '../../../lib/sync/seen-by';
import { Field } from '../Field';

interface WhoSeesProps {
  connection: ConnectionRow;
  users: readonly string[];
  error: string | undefined;
  onChange: (users: string[]) => void;
}

/** Does the host tell who its users are? Not one this version does not know. */
export function tellsUsers({ host }: ConnectionRow): boolean {
  try {
    return hostOf(host.system).tellsUsers === true;
  } catch {
    return false;
  }
}

/** How many see the bar, for what is folded away. Pure. */
export const usersWords = (users: readonly string[]): string => (users.length === 0 ? 'everybody' : users.length === 1 ? '1 user' : `${users.length} users`);

/** Who sees the bar: ticked from the host's users, or typed where it does not tell them. */
export function WhoSees({ connection, users, error, onChange }: WhoSeesProps) {
  const people = connection.people ?? [];
  if (!tellsUsers(connection)) {
    const typed = (text: string) => onChange(text.split(/[\s,;]+/).filter(Boolean));
    return (
      <Field label="Users who see the bar" error={error} hint="E-mail addresses, with commas between them. Empty: everybody.">
        {(attributes) => <input {...attributes} type="text" autocomplete="off" spellcheck={false} defaultValue={users.join(', ')} onChange={(event) => typed(event.currentTarget.value)} />}
      </Field>
    );
  }
  const isTicked = (email: string) => users.some((user) => sameUser(user, email));
  const strays = users.filter((user) => people.every(({ email }) => !sameUser(email, user)));
  const tick = (email: string, on: boolean) => onChange(on ? [...users, email] : users.filter((user) => !sameUser(user, email)));
  return (
    <div role="group" aria-label="Users who see the bar" class="stack tight">
      {[...people.map(({ name, email }) => ({ name, email, note: email })), ...strays.map((email) => ({ name: email, email, note: people.length > 0 ? 'no active user' : '' }))].map(({ name, email, note }) => (
        <label key={email} class="check">
          <input type="checkbox" checked={isTicked(email)} onChange={(event) => tick(email, event.currentTarget.checked)} />
          <span>
            {name} {note !== name && <span class="soft small">{note}</span>}
          </span>
        </label>
      ))}
      <p class="soft small">{users.length === 0 ? (people.length === 0 ? 'Everybody sees it. To limit it, read the users first.' : 'None is ticked: everybody sees it.') : 'Everybody else sees no bar, and what a page of theirs asks for is refused.'}</p>
    </div>
  );
}

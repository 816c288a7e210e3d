import { useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { openErrorsOf } from '../../../lib/sync/notify/errors';
import { mailtoOf } from '../../../lib/sync/notify/text';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { useCommand } from '../../shared/useCommand';
import { useObservable } from '../../shared/useObservable';
import { askToNotify, useMayNotify } from './usePermission';

/** A message with what needs somebody, written in the user's own mail program; nothing where there is no address or nothing is open. */
export function MailErrors({ connection }: { connection: ConnectionRow }) {
  const queries = useQueries();
  const jobs = useObservable(() => queries.openErrors(), [queries]);
  const address = connection.sync.notify?.mailto;
  const errors = openErrorsOf(connection, jobs ?? []);
  if (!address || errors.length === 0) return null;
  return (
    <a class="button small" href={mailtoOf(address, connection.id, errors)}>
      {`E-mail ${errors.length === 1 ? 'the open error' : `the ${errors.length} open errors`} of ${connection.id} to ${address}`}
    </a>
  );
}

/** Notifications that are wanted and not allowed: by a settings file, by policy, or taken back in the browser. */
function Allow() {
  const may = useMayNotify();
  const { busy, error, run } = useCommand();
  if (may !== false) return <ErrorLine text={error} />;
  const ask = (asked: Promise<boolean>) => run(async () => ((await asked) ? { ok: true } : { ok: false, message: 'Without the permission no notification can be shown. Press again and allow it.' }));
  return (
    <>
      <div class="note tone-warn">
        <i class="dot" aria-hidden="true" />
        <span class="grow">Notifications are wanted here, and this browser does not allow them yet.</span>
        <Button small disabled={busy} onClick={() => void ask(askToNotify())}>
          Allow notifications
        </Button>
      </div>
      <ErrorLine text={error} />
    </>
  );
}

/** Tries the ways of being told out, as they are saved. */
export function TryIt({ connection, changed }: { connection: ConnectionRow; changed: boolean }) {
  const { busy, error, run } = useCommand();
  const [told, setTold] = useState('');
  const { sync, webhookHost, id } = connection;
  const hasWay = sync.notify?.desktop === true || webhookHost !== undefined;
  const why = changed ? 'Save first' : hasWay ? undefined : 'Set a way first';
  const test = async () => {
    setTold('');
    const outcome = await run(() => sendMessage('tryNotification', { connection: id }));
    if (outcome?.ok) setTold(outcome.text);
  };
  return (
    <>
      {sync.notify?.desktop && <Allow />}
      <div class="row">
        <Button small disabled={busy || why !== undefined} title={why} onClick={() => void test()}>
          Send a test
        </Button>
        <MailErrors connection={connection} />
        <span role="status" class="soft small">
          {told}
        </span>
      </div>
      <ErrorLine text={error} />
    </>
  );
}

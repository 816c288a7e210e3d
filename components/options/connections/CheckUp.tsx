import { useEffect, useId, useRef } from 'preact/hooks';
import { checkUpWords, shownCheckUp, toMend, type Finding } from '../../../lib/model/check-up';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { Chip } from '../../shared/Chip';
import { ErrorLine } from '../../shared/ErrorLine';
import { ago } from '../../shared/moment';
import { hostName, ledgerName } from '../../shared/names';
import { useNow } from '../../shared/useNow';
import { CheckUpFinding } from './CheckUpFinding';
import { useCheckUp } from './useCheckUp';

/** The address that leads to the check-up of a connection. */
export const checkUpHash = (connection: string): string => `#/connections/${encodeURIComponent(connection)}`;

/** A check-up that takes longer has died with its worker. */
const longest = 180_000;
/** Until what a press has mended is shown. */
const settling = 5_000;

interface CheckUpProps {
  connection: ConnectionRow;
  onConnect: () => void;
}

/** What the connection relies on, each thing green or red, with what mends it. */
export function CheckUp({ connection, onConnect }: CheckUpProps) {
  const titleId = useId();
  const now = useNow(30_000);
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, error, check, fix } = useCheckUp(connection, onConnect);
  const { id, checkUp } = connection;
  const shown = shownCheckUp(checkUp);
  const done = shown && shown.at > 0 ? shown : null;
  const running = busy || (checkUp?.runningSince !== undefined && now - checkUp.runningSince < longest);

  // Mappings may have been set, or periods read, since it was judged last.
  useEffect(() => {
    if (done) void sendMessage('checkUp', { connection: id, extent: 'known' }).catch(() => undefined);
  }, [id]);
  useEffect(() => {
    if (location.hash !== checkUpHash(id)) return;
    heading.current?.scrollIntoView?.({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [id]);

  // What was mended goes from under the focus a moment after the press.
  const pressedAt = useRef(0);
  useEffect(() => {
    if (!busy && Date.now() - pressedAt.current < settling && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [busy, checkUp]);
  const onFix: typeof fix = (...pressed) => {
    pressedAt.current = Date.now();
    fix(...pressed);
  };

  if (connection.state === 'not-connected') return null;
  const mend = done ? toMend(done.findings) : [];
  const others = done?.findings.filter((finding) => !mend.includes(finding)) ?? [];
  return (
    <div class="check-up" role="group" aria-labelledby={titleId}>
      <header class="row between">
        <div class="row">
          <h3 id={titleId} ref={heading} tabIndex={-1}>
            Check-up
          </h3>
          {done && <Chip {...checkUpWords(done.findings)} />}
        </div>
        <div class="row">
          <span class="soft small">
            {running ? 'Checking…' : done ? ranWords(done.at, now, done.calls, hostName(connection.host), ledgerName(connection.ledger)) : 'Not run yet'}
          </span>
          <span class="hidden-visually" aria-live="polite">
            {running ? 'Checking' : done ? `Check-up: ${checkUpWords(done.findings).text}` : ''}
          </span>
          <Button small disabled={running} onClick={check}>
            Check now
          </Button>
        </div>
      </header>
      <ErrorLine text={error} />
      {mend.length > 0 && <Findings findings={mend} busy={busy} onFix={onFix} label="To mend" />}
      {others.length > 0 && (
        <details class="raw">
          <summary>{othersWords(others)}</summary>
          <Findings findings={others} busy={busy} onFix={onFix} label="In order, or cannot be told yet" />
        </details>
      )}
    </div>
  );
}

function Findings({ findings, busy, onFix, label }: { findings: readonly Finding[]; busy: boolean; onFix: ReturnType<typeof useCheckUp>['fix']; label: string }) {
  return (
    <ul class="findings" aria-label={label}>
      {findings.map((finding) => (
        <CheckUpFinding key={finding.id} finding={finding} busy={busy} onFix={onFix} />
      ))}
    </ul>
  );
}

/** "Ran 5 minutes ago, with 8 calls to (the host) and 2 to (the ledger)": a site may allow only so many a day. */
function ranWords(at: number, now: number, { host, ledger }: { host: number; ledger: number }, hostName: string, ledgerName: string): string {
  return `Ran ${ago(at, now)}, with ${host} ${host === 1 ? 'call' : 'calls'} to ${hostName} and ${ledger} to ${ledgerName}`;
}

function othersWords(findings: readonly Finding[]): string {
  const fine = findings.filter(({ state }) => state === 'ok').length;
  const unknown = findings.length - fine;
  return [fine > 0 && `${fine} in order`, unknown > 0 && `${unknown} cannot be told yet`].filter(Boolean).join(', ');
}

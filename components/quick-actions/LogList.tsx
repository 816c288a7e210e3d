import type { LogLine } from '../../lib/model/view';
import { logTime } from '../shared/moment';
import { Raw } from '../shared/Raw';

/** This document's journal, newest first. */
export function LogList({ lines }: { lines: readonly LogLine[] | null }) {
  if (!lines) return <p class="empty soft">Reading the log…</p>;
  if (lines.length === 0) return <p class="empty soft">Nothing has been done with this document yet. Send books it in the ledger.</p>;
  const now = Date.now();
  const newestFirst = [...lines].sort((a, b) => b.at - a.at);
  return (
    <ol class="log">
      {newestFirst.map((line, index) => (
        <li key={`${line.at}/${index}`} class={`tone-${line.tone}`}>
          <i class="dot" aria-hidden="true" />
          <time class="soft number" dateTime={new Date(line.at).toISOString()}>
            {logTime(line.at, now)}
          </time>
          <div class="log-words">
            {line.text}
            {line.raw && <Raw text={line.raw} label="What was answered" />}
          </div>
        </li>
      ))}
    </ol>
  );
}

import { formatMoment } from '../../../lib/model/dates';
import { sendMessage } from '../../../lib/messaging';
import type { QuarantineRow } from '../../../lib/storage/rows';
import { wordsOf } from '../../../lib/sync/set-aside-words';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { Raw } from '../../shared/Raw';
import { useCommand } from '../../shared/useCommand';
import { useObservable } from '../../shared/useObservable';
import { saveText } from '../saveText';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** Records that could not be read and were taken out, so that the rest runs. Not there when there are none. */
export function SetAside() {
  const queries = useQueries();
  const rows = useObservable(() => queries.setAside(), [queries]);
  if (!rows || rows.length === 0) return null;
  return (
    <section aria-label="Set aside" class="cards">
      <header class="row between">
        <div>
          <h2>Set aside</h2>
          <p class="soft">Records of this browser that could not be read. They are kept here; everything else goes on.</p>
        </div>
        <Button onClick={() => saveText('ledgerbar-set-aside.json', `${pretty(rows)}\n`)}>Export as JSON</Button>
      </header>
      {rows.map((row) => (
        <OneAside key={row.seq} aside={row} />
      ))}
    </section>
  );
}

function OneAside({ aside }: { aside: QuarantineRow }) {
  const { busy, error, run } = useCommand();
  const { title, detail, cure } = wordsOf(aside);
  const seq = aside.seq ?? 0;
  return (
    <article class="card" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <p class="soft small">{[aside.connection, formatMoment(aside.at, Date.now()), aside.reason].filter(Boolean).join(' · ')}</p>
      </header>
      {detail && <p>{detail}</p>}
      <Raw text={pretty(aside.row)} label="The record" />
      <ErrorLine text={error} />
      <footer class="row">
        {cure === 'send-again' && (
          <Button disabled={busy} onClick={() => void run(() => sendMessage('sendSetAside', { seq }))}>
            Send again
          </Button>
        )}
        {cure === 'connections' && <Button onClick={() => void (location.hash = '#/connections')}>Go to Connections</Button>}
        {cure === 'mappings' && <Button onClick={() => void (location.hash = '#/mappings')}>Go to Mappings</Button>}
        <Button quiet danger disabled={busy} onClick={() => void run(() => sendMessage('removeSetAside', { seq }))}>
          Remove
        </Button>
      </footer>
    </article>
  );
}

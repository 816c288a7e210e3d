import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { hostName, ledgerName } from '../../shared/names';
import { useQueries } from '../../shared/queries';
import { useCommand } from '../../shared/useCommand';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { actionsFor, type Action } from './actions';
import { act, actWords } from './act';
import { DocumentsTable } from './DocumentsTable';
import { countLines, everything, filterLines } from './filter';
import { Filters } from './Filters';
import { scopeWords, sentKinds } from './scope';
import { Selection } from './Selection';

/** The documents of one connection: search, filter, choose; send, fetch, try again. */
export function DocumentsOf({ connection, choice }: { connection: ConnectionRow; choice: ComponentChildren }) {
  const queries = useQueries();
  const { id, sync, state, ledger, host } = connection;
  const list = useObservable(() => queries.documentList(connection), [queries, id, ledger.company]);
  const values = useObservable(() => queries.hostReference(id), [queries, id]);
  const [filter, setFilter] = useState(everything);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState('');
  const { busy, error, run } = useCommand();

  const lines = list?.lines ?? [];
  const shown = useMemo(() => filterLines(lines, filter), [lines, filter]);
  const counts = useMemo(() => countLines(lines), [lines]);
  const circumstances = useMemo(() => ({ connected: state === 'connected', sends: sentKinds({ sync }), hostName: hostName(host), ledgerName: ledgerName(ledger) }), [state, sync, host.system, ledger.system]);
  const chosen = useMemo(() => (selected.size === 0 ? [] : lines.filter(({ row }) => selected.has(row.key))), [lines, selected]);
  const views = useMemo(() => actionsFor(chosen, circumstances), [chosen, circumstances]);

  // The page is opened to see the documents: the first time they are listed without being asked for.
  const listed = useRef(false);
  useEffect(() => {
    if (listed.current || list?.lines.length !== 0 || state !== 'connected') return;
    listed.current = true;
    void run(() => sendMessage('listDocuments', { connection: id }));
  }, [list, state, id]);

  const perform = async (action: Action) => {
    const outcome = await run(() => act(action, id, views[action].documents));
    if (!outcome?.ok) return;
    setSelected(new Set());
    setTold(actWords(action, outcome.jobs));
  };
  const scope = scopeWords(connection, values ?? []);
  const summary = [...counts.states].map(([word, count]) => `${count} ${word.toLowerCase()}`).join(', ');

  return (
    <>
      <PageHead title="Documents" about={[summary, scope].filter(Boolean).join('. ')}>
        {choice}
        <Button disabled={busy} onClick={() => void run(() => sendMessage('listDocuments', { connection: id }))}>
          Refresh
        </Button>
      </PageHead>
      <ErrorLine text={error} />
      {list?.lines.length === 0 ? (
        <Empty title={busy ? 'Reading the list…' : 'No documents listed yet'}>
          <p>{state === 'connected' ? `${scope}: there are none, or they could not be read. Refresh reads the list again.` : 'Connect first; then the list is read from the site.'}</p>
        </Empty>
      ) : (
        <>
          <Filters filter={filter} counts={counts} onChange={setFilter} />
          <Selection count={chosen.length} views={views} busy={busy} onAct={(action) => void perform(action)} onClear={() => setSelected(new Set())} />
          {connection.run?.paused && (
            <p class="note tone-warn">
              <i class="dot" aria-hidden="true" />
              <span>
                Synchronizing is paused: what is queued waits until it is resumed on <a href="#/sync">Sync</a>.
              </span>
            </p>
          )}
          <p class="hidden-visually" role="status">
            {told}
          </p>
          <DocumentsTable connection={connection} circumstances={circumstances} lines={shown} selected={selected} onSelect={setSelected} />
          {shown.length < lines.length && <p class="soft small">{`${new Intl.NumberFormat().format(shown.length)} of ${new Intl.NumberFormat().format(lines.length)} documents shown.`}</p>}
        </>
      )}
    </>
  );
}

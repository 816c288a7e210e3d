import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useQueries } from '../../shared/queries';
import { useCommand } from '../../shared/useCommand';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { DocumentsTable } from './DocumentsTable';
import { countStates, documentLines, filterLines } from './rows';
import { scopeWords } from './scope';

/** The documents of one connection: search, filter, choose, send. */
export function DocumentsOf({ connection, choice }: { connection: ConnectionRow; choice: ComponentChildren }) {
  const queries = useQueries();
  const { id } = connection;
  const documents = useObservable(() => queries.documents(id), [queries, id]);
  const links = useObservable(() => queries.links(id), [queries, id]);
  const jobs = useObservable(() => queries.jobs(id), [queries, id]);
  const values = useObservable(() => queries.hostReference(id), [queries, id]);
  const [search, setSearch] = useState('');
  const [state, setState] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { busy, error, run } = useCommand();

  const lines = useMemo(() => documentLines(documents ?? [], links ?? [], jobs ?? []), [documents, links, jobs]);
  const shown = useMemo(() => filterLines(lines, search, state), [lines, search, state]);
  const counts = useMemo(() => countStates(lines), [lines]);
  const chosen = lines.filter(({ row }) => selected.has(row.key));

  // The page is opened to see the documents: the first time they are listed without being asked for.
  const listed = useRef(false);
  useEffect(() => {
    if (listed.current || documents?.length !== 0 || connection.state !== 'connected') return;
    listed.current = true;
    void run(() => sendMessage('listDocuments', { connection: id }));
  }, [documents, connection.state, id]);

  const send = async () => {
    const refs = chosen.map(({ row }) => ({ kind: row.kind, id: row.id }));
    const outcome = await run(() => sendMessage('sendDocuments', { connection: id, documents: refs }));
    if (outcome?.ok) setSelected(new Set());
  };
  const scope = scopeWords(connection, values ?? []);
  const summary = [...counts].map(([word, count]) => `${count} ${word.toLowerCase()}`).join(', ');

  return (
    <>
      <PageHead title="Documents" about={[summary, scope].filter(Boolean).join('. ')}>
        {choice}
        <Button disabled={busy} onClick={() => void run(() => sendMessage('listDocuments', { connection: id }))}>
          Refresh
        </Button>
        {chosen.length > 0 && <span class="soft" aria-live="polite">{`${chosen.length} selected`}</span>}
        <Button best={chosen.length > 0} disabled={busy || chosen.length === 0} title={chosen.length === 0 ? 'Select documents first' : undefined} onClick={() => void send()}>
          Send selected
        </Button>
      </PageHead>
      <ErrorLine text={error} />
      {documents?.length === 0 ? (
        <Empty title={busy ? 'Reading the list…' : 'No documents listed yet'}>
          <p>{connection.state === 'connected' ? `${scope}: there are none, or they could not be read. Refresh reads the list again.` : 'Connect first; then the list is read from the site.'}</p>
        </Empty>
      ) : (
        <>
          <div class="row filters">
            <input class="field-control" type="search" aria-label="Search documents" placeholder="Number, contact or amount" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
            <select class="field-control auto" aria-label="State" value={state} onChange={(event) => setState(event.currentTarget.value)}>
              <option value="">All states</option>
              {[...counts].map(([word, count]) => (
                <option key={word} value={word}>
                  {`${word} (${count})`}
                </option>
              ))}
            </select>
          </div>
          <DocumentsTable connection={connection} lines={shown} selected={selected} onSelect={setSelected} />
        </>
      )}
    </>
  );
}

import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { isLinkedKind } from '../../../lib/sync/mapping-search';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { AddMapping } from './AddMapping';
import { FileActions } from './FileActions';
import { Held, Waiting } from './Held';
import { sentHere, waitingFor } from './heldJobs';
import { isGap } from './line';
import { takesFreeValues } from './lines';
import { Kinds } from './Kinds';
import { LinkedTable } from './LinkedTable';
import { useKind } from './useKind';
import { useLines, useSuggested } from './useLines';
import { ValuesTable } from './ValuesTable';

const resumedWords = (count: number): string => (count === 0 ? '' : `${count} ${count === 1 ? 'document that waited for it goes' : 'documents that waited for it go'} on now.`);

/** The mappings of one connection, a kind at a time. */
export function MappingsOf({ connection, choice }: { connection: ConnectionRow; choice: ComponentChildren }) {
  const { id } = connection;
  const all = useLines(connection);
  const { data, kinds, lines, jobs } = all;
  const [kind, setKind] = useKind(kinds);
  const own = useSuggested(id, all, kind);
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const [resumed, setResumed] = useState(0);
  const { busy, error, run } = useCommand();

  const gaps = useMemo(() => new Map(kinds.map((each) => [each, lines.get(each)?.filter(isGap).length ?? 0])), [kinds, lines]);
  if (!data) return <PageHead title="Mappings">{choice}</PageHead>;
  const { hostName: host, ledgerName: ledger } = data;
  const refresh = () => void run(() => sendMessage('refreshReference', { connection: id }));
  const missing = [...gaps.values()].reduce((sum, count) => sum + count, 0);
  const about = missing === 0 ? `What values of ${host} become in ${ledger}.` : `${missing} ${missing === 1 ? 'value has' : 'values have'} no match in ${ledger} yet.`;
  const choose = (next: typeof kind) => {
    setKind(next);
    setSearch('');
    setAdding(false);
    setResumed(0);
  };

  return (
    <>
      <PageHead title="Mappings" about={about}>
        {choice}
        <FileActions connection={id} onImported={setResumed} />
        <Button disabled={busy || connection.state !== 'connected'} title={connection.state === 'connected' ? `Reads ${host} and ${ledger} again` : 'Connect it first'} onClick={refresh}>
          Refresh
        </Button>
      </PageHead>
      <ErrorLine text={error} />
      <p role="status" class={resumed > 0 ? 'resumed' : 'hidden-visually'}>
        {resumedWords(resumed)}
      </p>
      {data.table.isEmpty && data.mappings.length === 0 ? (
        <Empty title="Nothing to map to yet">
          <p>
            What {ledger} defines is read when you connect, on <a href="#/connections">Connections</a>. Values with the same code or name are then matched by themselves.
          </p>
        </Empty>
      ) : (
        <>
          <Kinds kinds={kinds} kind={kind} gaps={gaps} onChoose={choose} />
          <Waiting jobs={waitingFor(jobs, id, kind)} />
          <Held jobs={sentHere(jobs, id)} />
          <div class="row filters">
            <input class="field-control" type="search" aria-label="Search the mappings" placeholder={isLinkedKind(kind) ? 'Name or id' : 'Code or name'} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
            {takesFreeValues(kind) && (
              <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
                Add
              </Button>
            )}
          </div>
          {adding && <AddMapping key={kind} connection={id} kind={kind} data={data} onClose={() => setAdding(false)} onSet={setResumed} />}
          {isLinkedKind(kind) ? (
            <LinkedTable key={kind} connection={id} kind={kind} gaps={own.filter(isGap)} search={search} data={data} onSet={setResumed} />
          ) : (
            <ValuesTable key={kind} connection={id} kind={kind} lines={own} search={search} data={data} onSet={setResumed} />
          )}
        </>
      )}
    </>
  );
}

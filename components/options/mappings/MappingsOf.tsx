import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
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
import { AddMapping } from './AddMapping';
import { Held } from './Held';
import { heldBy } from './heldJobs';
import { isGap } from './line';
import { filterMappings, kindsShown, mappingData, mappingLines, takesFreeValues } from './lines';
import { Kinds } from './Kinds';
import { MappingsTable } from './MappingsTable';
import { useKind } from './useKind';

/** The mappings of one connection, a kind at a time. */
export function MappingsOf({ connection, choice }: { connection: ConnectionRow; choice: ComponentChildren }) {
  const queries = useQueries();
  const { id } = connection;
  const mappings = useObservable(() => queries.mappings(id), [queries, id]);
  const reference = useObservable(() => queries.reference(id), [queries, id]);
  const hostReference = useObservable(() => queries.hostReference(id), [queries, id]);
  const errors = useObservable(() => queries.openErrors(), [queries]);
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const { busy, error, run } = useCommand();

  const host = hostName(connection.host);
  const ledger = ledgerName(connection.ledger);
  const currency = connection.companyCurrency ?? '';
  const data = useMemo(() => mappingData(mappings ?? [], reference ?? [], hostReference ?? [], { currency, hostName: host, ledgerName: ledger }), [mappings, reference, hostReference, currency, host, ledger]);
  const kinds = useMemo(() => kindsShown(data), [data]);
  const [kind, setKind] = useKind(kinds);
  const all = useMemo(() => new Map(kinds.map((each) => [each, mappingLines(each, data)])), [kinds, data]);
  const gaps = useMemo(() => new Map(kinds.map((each) => [each, all.get(each)?.filter(isGap).length ?? 0])), [kinds, all]);
  const lines = all.get(kind) ?? [];
  const shown = filterMappings(lines, search);

  if (!mappings || !reference || !hostReference) return <PageHead title="Mappings">{choice}</PageHead>;
  const refresh = () => void run(() => sendMessage('refreshReference', { connection: id }));
  const missing = [...gaps.values()].reduce((sum, count) => sum + count, 0);
  const about = missing === 0 ? `What values of ${host} become in ${ledger}.` : `${missing} ${missing === 1 ? 'value has' : 'values have'} no match in ${ledger} yet.`;
  const choose = (next: typeof kind) => {
    setKind(next);
    setSearch('');
    setAdding(false);
  };

  return (
    <>
      <PageHead title="Mappings" about={about}>
        {choice}
        <Button disabled={busy || connection.state !== 'connected'} title={connection.state === 'connected' ? `Reads ${host} and ${ledger} again` : 'Connect it first'} onClick={refresh}>
          Refresh
        </Button>
      </PageHead>
      <ErrorLine text={error} />
      {reference.length === 0 && mappings.length === 0 ? (
        <Empty title="Nothing to map to yet">
          <p>
            What {ledger} defines is read when you connect, on <a href="#/connections">Connections</a>. Values with the same code or name are then matched by themselves.
          </p>
        </Empty>
      ) : (
        <>
          <Kinds kinds={kinds} kind={kind} gaps={gaps} onChoose={choose} />
          <Held jobs={heldBy(errors ?? [], id, kind)} />
          <div class="row filters">
            <input class="field-control" type="search" aria-label="Search the mappings" placeholder="Code or name" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
            {takesFreeValues(kind) && (
              <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
                Add
              </Button>
            )}
          </div>
          {adding && <AddMapping key={kind} connection={id} kind={kind} data={data} onClose={() => setAdding(false)} />}
          <MappingsTable key={kind} connection={id} kind={kind} lines={shown} searching={search !== ''} data={data} />
        </>
      )}
    </>
  );
}

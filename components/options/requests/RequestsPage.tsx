import { useState } from 'preact/hooks';
import { everyRequest, type RequestSearch } from '../../../lib/sync/log-search';
import { Button } from '../../shared/Button';
import { once } from '../../shared/once';
import { useQueries } from '../../shared/queries';
import { useDebounced } from '../../shared/useDebounced';
import { useObservable } from '../../shared/useObservable';
import { Empty } from '../Empty';
import { PageHead } from '../PageHead';
import { saveText } from '../saveText';
import { mostExported, requestsCsv, requestsJson } from './requestFile';
import { RequestFilters } from './RequestFilters';
import { RequestsTable } from './RequestsTable';
import { SupportBundle } from './SupportBundle';
import { Totals } from './Totals';

const step = 200;

const isEmpty = (search: RequestSearch): boolean => Object.values(search).every((value) => value === '' || value === false);

/** Every call that left this browser: when, to whom, why, and what came back. */
export function RequestsPage() {
  const queries = useQueries();
  const [limit, setLimit] = useState(step);
  const [search, setSearch] = useState(everyRequest);
  const settled = useDebounced(search);
  const wanted = isEmpty(settled) ? undefined : settled;
  const rows = useObservable(() => queries.requests(limit, wanted), [queries, limit, wanted]);
  const connections = useObservable(() => queries.connections(), [queries]) ?? [];
  const save = async (kind: 'csv' | 'json') => {
    const all = await once(queries.requests(mostExported, wanted));
    if (kind === 'csv') saveText('ledgerbar-requests.csv', requestsCsv(all), 'text/csv;charset=utf-8');
    else saveText('ledgerbar-requests.json', requestsJson(all));
  };
  const change = (by: Partial<RequestSearch>) => {
    setLimit(step);
    setSearch({ ...search, ...by });
  };
  const none = rows?.length === 0;
  return (
    <>
      <PageHead title="Requests" about="Every call that left this browser: when, to whom, why, and what came back.">
        <Button disabled={!rows || none} onClick={() => void save('csv')}>
          Export as CSV
        </Button>
        <Button disabled={!rows || none} onClick={() => void save('json')}>
          Export as JSON
        </Button>
        <SupportBundle />
      </PageHead>
      {none && !wanted ? (
        <Empty title="No calls yet">
          <p>As soon as something is connected, every call to the site and the ledger is listed here.</p>
        </Empty>
      ) : (
        <>
          <Totals connections={connections} />
          <RequestFilters search={search} connections={connections} onChange={change} />
          {none && <p class="soft none">Nothing matches.</p>}
          {rows && !none && <RequestsTable rows={rows} />}
          {rows && rows.length >= limit && <Button onClick={() => setLimit(limit + step)}>Show more</Button>}
          <p class="soft small kept">
            Keys, names, addresses, e-mail addresses, telephone, bank and VAT numbers are covered before anything is written; amounts and document numbers stay. Kept are the last 5,000 calls and some 12 MB of them at
            the most, the oldest go first. Of a body the first 2,000 characters are kept, of a failed call&rsquo;s 8,000. An asterisk marks what is left by our own count, where the answer did not say.
          </p>
        </>
      )}
    </>
  );
}

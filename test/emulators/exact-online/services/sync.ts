import { deleted, paymentTerms } from '../fields/sync';
import { table, type Table } from '../fields/table';
import type { Resource } from '../odata/resource';
import { badRequest } from '../refusal';
import type { Scope } from '../state';
import { parseDate, type Row } from '../values';
import { syncAccounts } from './accounts';
import { syncItems } from './items';

const kept = 61 * 86_400_000;

/** By row version. A record that lists do not show yet holds back all later ones, so that a cursor never passes it. */
function inOrder(scope: Scope, rows: readonly Row[]): Row[] {
  const sorted = rows.toSorted((a, b) => Number(a['Timestamp']) - Number(b['Timestamp']));
  const unlisted = sorted.findIndex((row) => !scope.world.isListed(row));
  return unlisted < 0 ? sorted : sorted.slice(0, unlisted);
}

const stream = (of: Table, rows: (scope: Scope) => readonly Row[], onlyFilters = ['Timestamp']): Resource => ({
  table: of,
  rows: (scope) => inOrder(scope, rows(scope)),
  needsSelect: true,
  onlyFilters,
});

/** Deletions are remembered for two months. */
const deletions = ({ company, world }: Scope) => company.deleted.filter((row) => Number(row['DeletedDate']) > world.wall - kept);

const syncTimestamp = table({
  path: 'read/sync/Sync/SyncTimestamp',
  key: 'Modified',
  methods: 'GET',
  readOnly: { DateTime: 'Modified', String: 'API', Int64: 'TimeStampAsBigInt' },
});

const byApi: Record<string, (scope: Scope) => readonly Row[]> = {
  PaymentTerms: ({ company }) => company.terms,
  Accounts: ({ company }) => company.accounts,
  Items: ({ company }) => company.items,
  Deleted: deletions,
};

const unquoted = (value: string | null): string => (value ?? '').replace(/^(?:datetime)?'(.*)'$/, '$1');
const parameter = (query: URLSearchParams, ...names: string[]): string => unquoted(names.map((name) => query.get(name)).find((value) => value !== null) ?? null);

/** The row version to start from so that all that changed since a moment is read. */
function startingPoint(scope: Scope, query: URLSearchParams): Row {
  const api = parameter(query, 'endPoint', 'EndPoint', 'API');
  const modified = parseDate(parameter(query, 'modified', 'Modified'));
  const rows = byApi[api];
  if (modified === null || !rows) throw badRequest('Bad Request - Error in query syntax.');
  const before = rows(scope).filter((row) => Number(row['Modified'] ?? row['DeletedDate']) < modified);
  return { Modified: modified, API: api, TimeStampAsBigInt: BigInt(Math.max(1, ...before.map((row) => Number(row['Timestamp'])))) };
}

export const syncResources: Resource[] = [
  stream(paymentTerms, ({ company }) => company.terms),
  stream(syncAccounts, ({ company }) => company.accounts),
  stream(syncItems, ({ company }) => company.items),
  stream(deleted, deletions, ['Timestamp', 'EntityType']),
  { table: syncTimestamp, rows: () => [], single: startingPoint },
];

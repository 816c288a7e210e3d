import type { DBCore, DBCoreMutateRequest, Middleware } from 'dexie';
import { foldedWords, foldText } from '../model/words';
import type { MappingRow } from './rows';

type Searchable = Pick<MappingRow, 'connection' | 'kind' | 'host' | 'hostName' | 'ledger' | 'ledgerName'>;

/** An id of the ledger's own that nobody types. */
const longId = 32;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an entry of the word index begins with: words of one connection and kind stand together. */
export const wordScope = (connection: string, kind: string): string => `${connection}\n${kind}\n`;

/**
 * What a mapping is found and listed by: `sort`, its name folded, and `words`, those of both sides with their scope before each.
 * Takes a record that is not what it should be as well, since such a one is set aside only later. Pure.
 */
export function searchFieldsOf(row: Searchable): { sort: string; words: string[] } {
  const [host, hostName, ledger, ledgerName] = [row.host, row.hostName, row.ledger, row.ledgerName].map(textOf) as [string, string, string, string];
  const scope = wordScope(textOf(row.connection), textOf(row.kind));
  const words = foldedWords([hostName, ledgerName, host, ledger.length < longId ? ledger : ''].join(' '));
  return { sort: foldText(hostName || host).slice(0, 100), words: words.map((word) => scope + word) };
}

/** Puts the search fields on whatever is written, so that no writer can forget them. */
export const mappingWords: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'mapping-words',
  create: (core) => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      if (name !== 'mappings' || !table.schema.indexes.some((index) => index.name === 'words')) return table;
      const mutate = (request: DBCoreMutateRequest) =>
        table.mutate(request.type === 'add' || request.type === 'put' ? { ...request, values: request.values.map((row: Searchable) => ({ ...row, ...searchFieldsOf(row) })) } : request);
      return { ...table, mutate };
    },
  }),
};

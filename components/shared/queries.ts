import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Queries } from '../../lib/sync/queries';

const QueriesContext = createContext<Queries | null>(null);
export const QueriesProvider = QueriesContext.Provider;

/** The live queries the page was started with. */
export function useQueries(): Queries {
  const queries = useContext(QueriesContext);
  if (!queries) throw new Error('There is no QueriesProvider above this component');
  return queries;
}

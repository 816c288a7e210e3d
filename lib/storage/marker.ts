import { z } from 'zod';

/** How much a database holds of what cannot be read anew from host or ledger. */
export const holdingsSchema = z.object({ connections: z.number().int().min(0), mappings: z.number().int().min(0), links: z.number().int().min(0) });
export type Holdings = z.infer<typeof holdingsSchema>;

/**
 * A note outside of the database, in `storage.local`, of which database there was and how much it held when last seen.
 * Neither secrets nor amounts: some browsers let content scripts read it.
 */
export const markerSchema = z.object({ installation: z.string().min(1), holds: holdingsSchema, at: z.number() });
export type Marker = z.infer<typeof markerSchema>;

export type Verdict =
  | { is: 'first-run' }
  | { is: 'as-it-should-be' }
  /** The note is gone, the database is not: it is written anew. */
  | { is: 'marker-lost' }
  /** What was there is gone: evicted, cleared by a tool or by a repair of the extension. `seen`: when it was there last, epoch milliseconds. */
  | { is: 'cleared'; lost: Holdings; seen: number };

const counted = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [`${new Intl.NumberFormat().format(count)} ${count === 1 ? one : many}`]);

/** "1 connection with its keys and sign-in, 14 mappings and 120 records of documents that were sent". Pure. */
export function holdingsInWords({ connections, mappings, links }: Holdings): string {
  const parts = [
    ...counted(connections, 'connection with its keys and sign-in', 'connections with their keys and sign-ins'),
    ...counted(mappings, 'mapping', 'mappings'),
    ...counted(links, 'record of a document that was sent', 'records of documents that were sent'),
  ];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const isNothing = ({ connections, mappings, links }: Holdings): boolean => connections + mappings + links === 0;

/**
 * Tells an emptied database from a first run. `installation` is the database's own name: one that was made anew has another.
 * One that lost its name but holds something was not emptied. Pure.
 */
export function judgeStorage(marker: Marker | null, found: { installation: string | null; holds: Holdings }): Verdict {
  if (!marker) return { is: isNothing(found.holds) ? 'first-run' : 'marker-lost' };
  if (found.installation === marker.installation) return { is: 'as-it-should-be' };
  if (found.installation === null && !isNothing(found.holds)) return { is: 'as-it-should-be' };
  if (isNothing(marker.holds)) return { is: 'first-run' };
  return { is: 'cleared', lost: marker.holds, seen: marker.at };
}

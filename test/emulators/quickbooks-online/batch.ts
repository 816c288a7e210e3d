import { z } from 'zod';
import type { Behaviour } from './behaviour';
import type { Company } from './company';
import { entityByName } from './entities';
import { faultOf } from './envelope';
import { includes, unsupported, write } from './operations';
import { runQuery, type QueryResponse } from './query/run';
import { Refusal, refusal } from './refusal';

const most = 30;
const mostObjects = 1000;

/** `optionsData` is what `include` is in an address. */
const itemSchema = z.looseObject({ bId: z.string().optional(), operation: z.string().optional(), Query: z.string().optional(), optionsData: z.string().optional() });
const batchSchema = z.looseObject({ BatchItemRequest: z.array(itemSchema) });

export type BatchItem = z.infer<typeof itemSchema>;

/** The items of a batch. Throws 1040 for more than thirty, 2010 for a body that holds none. */
export function batchItems(body: unknown): BatchItem[] {
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success) throw refusal('2010', 'Request has invalid or unsupported property', 'Property Name:BatchItemRequest is missing or malformed');
  const items = parsed.data.BatchItemRequest;
  if (items.length > most) throw refusal('1040', 'Too many batch items', `The request has ${items.length} batch items. At most ${most} are allowed.`);
  return items;
}

const known: ReadonlySet<string> = new Set(['bId', 'operation', 'Query', 'optionsData']);
const operations: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'void']);

function single(company: Company, item: BatchItem): Record<string, unknown> {
  const names = Object.keys(item).filter((name) => !known.has(name));
  const entity = entityByName(names[0] ?? '');
  if (names.length !== 1 || !entity) throw refusal('2010', 'Request has invalid or unsupported property', `Property Name:Unrecognized field "${names[0] ?? ''}"`);
  if (!operations.has(item.operation ?? '')) throw unsupported(`${item.operation ?? 'null'} on ${entity.name}`);
  return write(company, entity, item.operation ?? null, includes(new URLSearchParams({ include: item.optionsData ?? '' })), item[entity.name]);
}

const size = (response: QueryResponse): number => Object.values(response).reduce((total: number, value) => total + (Array.isArray(value) ? value.length : 0), 0);

/** In another order than asked, the same for the same batch: clients have to go by bId. */
function disordered<T>(responses: readonly T[]): T[] {
  const odd = responses.filter((_, index) => index % 2 === 1);
  return [...odd.toReversed(), ...responses.filter((_, index) => index % 2 === 0)];
}

/** Does each item by itself, whatever becomes of the others. Past a thousand objects a query of it is refused. */
export function runBatch(company: Company, items: readonly BatchItem[], behaviour: Behaviour): Record<string, unknown> {
  let objects = 0;
  const run = (item: BatchItem): Record<string, unknown> => {
    try {
      if (item.Query === undefined) return single(company, item);
      const QueryResponse = runQuery(company, item.Query, behaviour);
      objects += size(QueryResponse);
      if (objects > mostObjects) throw refusal('10100', 'Query result too large', `A batch answers at most ${mostObjects} objects.`);
      return { QueryResponse };
    } catch (error) {
      if (error instanceof Refusal) return faultOf(error);
      throw error;
    }
  };
  const responses = items.map((item) => ({ ...(item.bId === undefined ? {} : { bId: item.bId }), ...run(item) }));
  return { BatchItemResponse: disordered(responses) };
}

/** What a batch counts for the month: its queries and its writes. */
export function batchSize(text: string): { reads: number; writes: number } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { reads: 0, writes: 0 };
  }
  const items = batchSchema.safeParse(body).data?.BatchItemRequest ?? [];
  const reads = items.filter(({ Query }) => Query !== undefined).length;
  return { reads, writes: items.length - reads };
}

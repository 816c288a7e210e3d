import { z } from 'zod';
import type { ApiAnswer, ApiCall, Call } from '../../net/call';
import { CallFailure } from '../../net/failure';
import { kindOf, rawOf, readFaults, wordsOf, type Fault } from './faults';
import { pageSize, select } from './query';
import { system } from './system';
import type { Entity, Fields } from './wire';

const longestRaw = 4000;

/** What changed, by entity; `isFull` when there may be more than was answered. */
export interface Changes {
  /** The service's own time. */
  time: string;
  isFull: boolean;
  /** Records as they are now; of deleted ones hardly more than their id. */
  of<T>(entity: Entity<T>): { changed: T[]; deleted: string[] };
}

/** Typed calls to one company. Every function throws CallFailure when there is no usable answer. */
export interface Client {
  /** All records that meet the conditions, page after page, and the service's own time. */
  list<T>(entity: Entity<T>, conditions: readonly string[], purpose: string): Promise<{ rows: T[]; time: string }>;
  get<T>(entity: Entity<T>, id: string, purpose: string): Promise<T>;
  /** A record there is but one of, such as the settings. */
  single<T>(entity: Entity<T>, path: string, purpose: string): Promise<T>;
  /** Creates or updates, and returns the record as stored. A failure after it was written is never one that says "nothing happened". */
  write<T>(entity: Entity<T>, body: Fields, purpose: string, requestId?: string): Promise<T>;
  /** Creates several records in one call; each has an outcome of its own, in their order. */
  createAll<T>(records: readonly { entity: Entity<T>; body: Fields }[], purpose: string): Promise<(T | CallFailure)[]>;
  remove(entity: Entity<unknown>, body: { Id: string; SyncToken: string }, purpose: string): Promise<void>;
  changes(entities: readonly Entity<unknown>[], since: string, purpose: string): Promise<Changes>;
}

type Request = Pick<ApiCall, 'purpose'> & { path: string; noun: string; parameters?: Record<string, string>; json?: unknown; statement?: string; isRecordMeant?: boolean };

const batchItem = z.looseObject({ bId: z.string() });
const batchAnswer = z.object({ BatchItemResponse: z.array(batchItem) });
const cdcAnswer = z.object({ time: z.string(), CDCResponse: z.array(z.object({ QueryResponse: z.array(z.record(z.string(), z.unknown())) })) });
const queryAnswer = z.object({ time: z.string(), QueryResponse: z.record(z.string(), z.unknown()) });
const deletion = z.object({ Id: z.string(), status: z.literal('Deleted') });

/** The client of one company at one of the API's origins. */
export function createClient(call: Call, origin: string, company: string): Client {
  const root = `${origin}/v3/company/${encodeURIComponent(company)}`;

  async function ask({ path, purpose, noun, parameters, json, statement, isRecordMeant = false }: Request): Promise<Fields> {
    const [endpoint = ''] = path.split('/');
    const isWrite = json !== undefined;
    const body = isWrite ? JSON.stringify(json) : statement;
    const answer = await call({
      method: body === undefined ? 'GET' : 'POST',
      url: `${root}/${path}?${new URLSearchParams({ ...parameters, minorversion: '75' }).toString()}`,
      endpoint, purpose,
      // Without it the answer is XML.
      headers: { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': isWrite ? 'application/json' : 'application/text' }) },
      repeatable: !isWrite,
      ...(body !== undefined && { body }),
    });
    return readBody(answer, { endpoint, noun, isRecordMeant });
  }

  return {
    async list(entity, conditions, purpose) {
      const rows = new Map<string, unknown>();
      for (let start = 1; ; start += pageSize) {
        const body = await ask({ path: 'query', purpose, noun: entity.noun, statement: select(entity.name, conditions, start) });
        const { time, QueryResponse } = parsed(queryAnswer, body, 'query', entity.noun);
        const page = rowsOf(QueryResponse, entity);
        // What was added between two pages moves others to the next one.
        for (const row of page) rows.set(String((row as Fields)['Id']), row);
        if (page.length < pageSize) return { time, rows: [...rows.values()].map((row) => readRecord(entity, row)) };
      }
    },
    get: async (entity, id, purpose) => recordOf(entity, await ask({ path: `${entity.endpoint}/${encodeURIComponent(id)}`, purpose, noun: entity.noun, isRecordMeant: true })),
    async single(entity, path, purpose) {
      const [way = '', query = ''] = path.split('?');
      return recordOf(entity, await ask({ path: way, purpose, noun: entity.noun, parameters: Object.fromEntries(new URLSearchParams(query)) }));
    },
    write: async (entity, body, purpose, requestId) =>
      recordOf(entity, await ask({ path: entity.endpoint, purpose, noun: entity.noun, json: body, ...(requestId === undefined ? {} : { parameters: { requestid: requestId } }) })),
    async createAll(records, purpose) {
      const BatchItemRequest = records.map(({ entity, body }, index) => ({ bId: String(index + 1), operation: 'create', [entity.name]: body }));
      const answer = await ask({ path: 'batch', purpose, noun: records[0]?.entity.noun ?? 'records', json: { BatchItemRequest } });
      const { BatchItemResponse } = parsed(batchAnswer, answer, 'batch', 'several records');
      const answers = new Map(BatchItemResponse.map((item) => [item.bId, item]));
      return records.map(({ entity }, index) => outcomeOf(entity, answers.get(String(index + 1))));
    },
    async remove(entity, body, purpose) {
      await ask({ path: entity.endpoint, purpose, noun: entity.noun, json: body, parameters: { operation: 'delete' }, isRecordMeant: true });
    },
    async changes(entities, since, purpose) {
      const body = await ask({ path: 'cdc', purpose, noun: 'what changed', parameters: { entities: entities.map(({ name }) => name).join(','), changedSince: since } });
      const { time, CDCResponse } = parsed(cdcAnswer, body, 'cdc', 'what changed');
      const responses = CDCResponse.flatMap(({ QueryResponse }) => QueryResponse);
      const all = (entity: Entity<unknown>) => responses.flatMap((response) => rowsOf(response, entity));
      return {
        time,
        isFull: entities.reduce((count, entity) => count + all(entity).length, 0) >= pageSize,
        of(entity) {
          const rows = all(entity).map((row) => ({ row, gone: deletion.safeParse(row).data }));
          return { changed: rows.flatMap(({ row, gone }) => (gone ? [] : [readRecord(entity, row)])), deleted: rows.flatMap(({ gone }) => gone?.Id ?? []) };
        },
      };
    },
  };
}

/** The key is missing where nothing was found. */
function rowsOf(response: Fields, { name, noun }: Entity<unknown>): unknown[] {
  const rows = response[name] ?? [];
  if (!Array.isArray(rows)) throw unreadable('query', noun, 'the answer holds no list');
  return rows;
}

interface Place {
  endpoint: string;
  noun: string;
  isRecordMeant: boolean;
}

function readBody(answer: ApiAnswer, place: Place): Fields {
  let body: unknown = null;
  let isJson = true;
  try {
    body = JSON.parse(answer.text);
  } catch {
    isJson = false;
  }
  const faults = readFaults(body);
  if (faults || answer.status < 200 || answer.status >= 300) throw refusal(answer.status, faults ?? [], place, answer.text);
  if (!isJson) throw unreadable(place.endpoint, place.noun, 'the answer is not JSON', undefined, answer);
  return parsed(z.record(z.string(), z.unknown()), body, place.endpoint, place.noun);
}

const recordOf = <T>(entity: Entity<T>, body: Fields): T => readRecord(entity, body[entity.name]);
const readRecord = <T>(entity: Entity<T>, row: unknown): T => parsed(entity.schema, row, entity.endpoint, entity.noun);

function outcomeOf<T>(entity: Entity<T>, item: Fields | undefined): T | CallFailure {
  const place = { endpoint: entity.endpoint, noun: entity.noun, isRecordMeant: false };
  if (!item) return unreadable('batch', entity.noun, 'the answer says nothing of one of them');
  const faults = readFaults(item);
  if (faults) return refusal(200, faults, place, '');
  const read = entity.schema.safeParse(item[entity.name]);
  return read.success ? read.data : unreadable('batch', entity.noun, 'one of the records has an unexpected form', read.error);
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, endpoint: string, noun: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).filter(Boolean).join(', ');
  throw unreadable(endpoint, noun, where ? `a field has an unexpected form (${where})` : 'the answer holds no record', result.error);
}

function unreadable(endpoint: string, noun: string, why: string, cause?: unknown, answer?: ApiAnswer): CallFailure {
  return new CallFailure('unreadable', `${system} gave an answer about ${noun} that cannot be read: ${why}.`, {
    system, endpoint, ...(answer && { status: answer.status, raw: answer.text.slice(0, longestRaw) }), ...(cause !== undefined && { cause }),
  });
}

function refusal(status: number, faults: readonly Fault[], { endpoint, noun, isRecordMeant }: Place, text: string): CallFailure {
  const kind = kindOf(status, faults, isRecordMeant);
  const words = faults.map(wordsOf).filter(Boolean).join('; ') || `status ${status}`;
  const raw = (faults.length > 0 ? rawOf(faults) : text).slice(0, longestRaw);
  const sentence = {
    'sign-in': `${system} no longer accepts the sign-in.`,
    'forbidden': `${system} gives no access to ${noun}: ${words}`,
    'absent': `${system} has no such record among ${noun}.`,
    'limit': `${system} allows no more of this for now.`,
    'stale': `Somebody changed this in ${system} at the same moment.`,
    'used': `${system} has had a request of this id before.`,
    'trouble': `${system} has trouble at the moment (${words}).`,
    'refused': `${system} refused this: ${words}`,
  } as Readonly<Record<string, string>>;
  return new CallFailure(kind, sentence[kind] ?? `${system} answered with status ${status}.`, { system, status, endpoint, raw });
}

/** Something that would be refused, or worse taken, is not sent at all. `reason` leads to its explanation. */
export const refuse = (reason: string, sentence: string, endpoint?: string): CallFailure =>
  new CallFailure('refused', sentence, { system, raw: `${reason}: ${sentence}`, ...(endpoint === undefined ? {} : { endpoint }) });

export const absent = (noun: string, value: string): CallFailure =>
  new CallFailure('absent', `“${value}” is not the key of a record in ${system} (${noun}).`, { system });

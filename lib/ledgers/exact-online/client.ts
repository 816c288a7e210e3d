import { z } from 'zod';
import type { ApiAnswer, ApiCall, Call } from '../../net/call';
import { CallFailure, type FailureKind } from '../../net/failure';
import { guid, isGuid, query, readEntity, readErrorText, readRows } from './odata';
import type { Resource } from './wire';

const system = 'Exact Online';
const longestRaw = 4000;

/** Typed calls to one division, or to current/Me. Every function throws CallFailure when there is no usable answer. */
export interface Client {
  /** All rows, page after page: parallel paging may lose or double rows. */
  list<T>(resource: Resource<T>, filter: string | null, purpose: string): Promise<T[]>;
  get<T>(resource: Resource<T>, key: string, purpose: string): Promise<T>;
  /** Creates a record and returns it as stored. A failure after it was created is never one that says "nothing happened". */
  create<T>(resource: Resource<T>, body: object, purpose: string): Promise<T>;
  /** Sends only the fields that change: Exact compares a whole record with itself and finds it "exists already". */
  change(resource: Resource<unknown>, key: string, body: object, purpose: string): Promise<void>;
  remove(resource: Resource<unknown>, key: string, purpose: string): Promise<void>;
}

/** The client of a division; null for the calls that have none in their address, which no budget counts. */
export function createClient(call: Call, origin: string, division: string | null): Client {
  const root = [origin, 'api/v1', ...(division === null ? [] : [encodeURIComponent(division)])].join('/');
  const ask = async (resource: Resource<unknown>, request: Pick<ApiCall, 'method' | 'url' | 'purpose' | 'repeatable'> & { body?: string }) => {
    const answer = await call({
      ...request,
      endpoint: resource.path,
      headers: headersOf(request.method),
      ...(division === null && { counted: false }),
    });
    throwOnRefusal(answer, resource);
    return answer;
  };
  const read = (resource: Resource<unknown>, url: string, purpose: string) => ask(resource, { method: 'GET', url, purpose, repeatable: true });

  const client: Client = {
    async list(resource, filter, purpose) {
      const rows: unknown[] = [];
      const visited = new Set<string>();
      let next: string | null = `${root}/${resource.path}?${query(resource.fields, filter)}`;
      while (next !== null) {
        visited.add(next);
        const page: ReturnType<typeof readRows> = readRows(readJson(await read(resource, next, purpose), resource));
        if (!page) throw unreadable(resource, 'the answer holds no list');
        rows.push(...page.rows);
        next = page.next;
        if (next !== null) checkNext(next, origin, visited, resource);
      }
      return rows.map((row) => parse(resource, row));
    },
    async get(resource, key, purpose) {
      const answer = await read(resource, `${addressOf(root, resource, key)}?${query(resource.fields, null)}`, purpose);
      return parse(resource, readEntity(readJson(answer, resource)));
    },
    async create(resource, body, purpose) {
      const url = `${root}/${resource.path}`;
      const answer = await ask(resource, { method: 'POST', url, purpose, repeatable: false, body: JSON.stringify(body) });
      const entity = readEntity(readJson(answer, resource));
      const whole = resource.schema.safeParse(entity);
      return whole.success ? whole.data : readBack(client, resource, entity, purpose);
    },
    async change(resource, key, body, purpose) {
      const answer = await ask(resource, { method: 'PUT', url: addressOf(root, resource, key), purpose, repeatable: false, body: JSON.stringify(body) });
      if (answer.text.trim() !== '') readJson(answer, resource);
    },
    async remove(resource, key, purpose) {
      await ask(resource, { method: 'DELETE', url: addressOf(root, resource, key), purpose, repeatable: false });
    },
  };
  return client;
}

/** `Prefer` makes Exact answer a write with the stored record; without it little more than the key comes back. */
function headersOf(method: ApiCall['method']): Record<string, string> {
  const accept = { Accept: 'application/json' };
  return method === 'GET' ? accept : { ...accept, 'Content-Type': 'application/json', Prefer: 'return=representation' };
}

const addressOf = (root: string, resource: Resource<unknown>, key: string): string => `${root}/${resource.path}(${keyLiteral(resource, key)})`;

/** A record's key as a literal. Throws CallFailure 'absent', and spares the call, for what cannot be one (a mapping made by hand). */
export function keyLiteral(resource: Resource<unknown>, key: string): string {
  if (isGuid(key)) return guid(key);
  throw new CallFailure('absent', `“${key}” is not the key of a record in ${system} (${resource.noun}).`, { system, endpoint: resource.path });
}

/** A thin answer to a create: the record is there, so whatever goes wrong now must leave its outcome open. */
async function readBack<T>(client: Client, resource: Resource<T>, entity: Record<string, unknown> | null, purpose: string): Promise<T> {
  const key = z.string().refine(isGuid).safeParse(entity?.[resource.key]);
  if (!key.success) throw unreadable(resource, 'the answer names no record');
  try {
    return await client.get(resource, key.data, `${purpose}: read it back`);
  } catch (cause) {
    throw unreadable(resource, 'the record was made, but could not be read back', cause);
  }
}

/** An address from an answer is followed as it is, but the token goes nowhere else, and no page is read twice. */
function checkNext(next: string, origin: string, visited: ReadonlySet<string>, resource: Resource<unknown>): void {
  if (!URL.canParse(next) || new URL(next).origin !== origin) throw unreadable(resource, 'the next page is said to be on another site');
  if (visited.has(next)) throw unreadable(resource, 'the pages of the list go round in a circle');
}

function readJson(answer: ApiAnswer, resource: Resource<unknown>): unknown {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw unreadable(resource, 'the answer is not JSON', cause, answer);
  }
}

function parse<T>(resource: Resource<T>, row: unknown): T {
  const result = resource.schema.safeParse(row);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).filter(Boolean).join(', ');
  throw unreadable(resource, where ? `a field has an unexpected form (${where})` : 'the answer holds no record', result.error);
}

function unreadable(resource: Resource<unknown>, why: string, cause?: unknown, answer?: ApiAnswer): CallFailure {
  return new CallFailure('unreadable', `${system} gave an answer about ${resource.noun} that cannot be read: ${why}.`, {
    system,
    endpoint: resource.path,
    ...(answer && { status: answer.status, raw: answer.text.slice(0, longestRaw) }),
    ...(cause !== undefined && { cause }),
  });
}

function throwOnRefusal(answer: ApiAnswer, resource: Resource<unknown>): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const said = errorTextOf(answer);
  const kind = kindOf(answer.status, said);
  throw new CallFailure(kind, sentenceOf(kind, answer.status, said, resource), {
    system,
    status: answer.status,
    endpoint: resource.path,
    raw: (said || answer.text).slice(0, longestRaw),
  });
}

function errorTextOf(answer: ApiAnswer): string {
  try {
    return readErrorText(JSON.parse(answer.text));
  } catch {
    return '';
  }
}

/** Validation failures come as 500 with a text and are final; a 5xx without one is a passing trouble. */
function kindOf(status: number, said: string): FailureKind {
  if (status === 401) return 'sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'absent';
  if (status === 429) return 'limit';
  if (status < 400) return 'unreadable';
  if (status < 500) return 'refused';
  return status === 500 && said !== '' ? 'refused' : 'trouble';
}

function sentenceOf(kind: FailureKind, status: number, said: string, resource: Resource<unknown>): string {
  const words = said.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).join('; ');
  switch (kind) {
    case 'refused': return `${system} refused this: ${words || `status ${status}`}`;
    case 'forbidden': return `${system} gives no access to ${resource.noun}. It takes the right “${resource.right}”.`;
    case 'absent': return `${system} has no such record among ${resource.noun}.`;
    case 'trouble': return `${system} has trouble at the moment (status ${status}).`;
    default: return `${system} answered with status ${status}.`;
  }
}

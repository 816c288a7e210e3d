import type { z } from 'zod';
import type { ApiAnswer, Call } from '../../net/call';
import { absent, noBookmark, refusal, unreadable, type Asked } from './failures';
import { envelopeSchema, type Envelope } from './wire';

export type Module = 'invoices' | 'bills' | 'contacts' | 'products' | 'productGroups' | 'vatCodes' | 'financeAccounts' | 'companyAccount' | 'receipts' | 'bookmarks' | 'users';

/** Typed calls to one entity of one site (Scoro API v2). Every function throws CallFailure when there is no usable answer. */
export interface Client {
  /** One call. `record` is what people call the thing ("invoice 1001"). */
  view<S extends z.ZodType>(module: Module, id: string, record: string, schema: S): Promise<z.infer<S>>;
  /** All rows, page after page; each row once. */
  list<S extends z.ZodType>(module: Module, options: ListOptions<S>): Promise<z.infer<S>[]>;
  /** One page of a list, the first of them 1, and whether it is the last. */
  page<S extends z.ZodType>(module: Module, page: number, options: ListOptions<S>): Promise<{ rows: z.infer<S>[]; isLast: boolean }>;
  /** Creates one. Never repeated; a failure other than a refusal leaves open whether it happened. */
  create<S extends z.ZodType>(module: Module, request: object, purpose: string, schema: S): Promise<z.infer<S>>;
  /** Changes the fields that are sent. Never repeated by itself. `record` as for `view`. */
  update<S extends z.ZodType>(module: Module, id: string, record: string, request: object, schema: S): Promise<z.infer<S>>;
}

export interface ListOptions<S> {
  schema: S;
  /** The row's id, to tell rows apart when pages move while they are read. */
  key: (row: z.infer<S>) => string;
  purpose: string;
  filter?: object;
  includeDeleted?: boolean;
  /** Whole objects, as `view` gives them, where lists give less by themselves. */
  detailed?: boolean;
  /** The number of a saved view. */
  bookmark?: string;
}

export interface Site {
  origin: string;
  companyAccountId: string;
  apiKey: string;
}

const largestPage = 100;
/** A page of this size may be a full one where the answer does not say: the largest, and the default. */
const fullPages: ReadonlySet<number> = new Set([largestPage, 50]);
const mostPages = 1000;

/** `now` gives milliseconds since 1970. */
export function createClient(call: Call, site: Site, now: () => number = Date.now): Client {
  async function ask(path: string, asked: Asked, body: object, purpose: string, repeatable: boolean): Promise<Asking> {
    const whole = { apiKey: site.apiKey, company_account_id: site.companyAccountId, lang: 'eng', ...body };
    const url = `${site.origin}/api/v2/${path}`;
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const given = await call({ method: 'POST', url, endpoint: asked.endpoint, headers, body: JSON.stringify(whole), purpose, repeatable });
    const answer = withoutKey(given, site.apiKey);
    const envelope = readEnvelope(answer, asked);
    checkSuccess(envelope, answer, asked);
    return { answer, envelope, asked };
  }

  async function readPage<S extends z.ZodType>(module: Module, page: number, { schema, purpose, filter, includeDeleted, detailed, bookmark }: ListOptions<S>): Promise<{ rows: z.infer<S>[]; envelope: Envelope }> {
    const options = { ...(filter && { filter }), ...(includeDeleted && { include_deleted: '1' }), ...(detailed && { detailed_response: true }), ...(bookmark !== undefined && { bookmark: { bookmark_id: bookmarkNumber(bookmark, module) } }) };
    const asking = await ask(`${module}/list`, askFor(`${module}/list`), { ...options, page, per_page: largestPage }, purpose, true);
    return { rows: parse(schema.array(), asking.envelope.data ?? [], asking), envelope: asking.envelope };
  }

  const askFor = (endpoint: string, record: string | null = null): Asked => ({ endpoint, record, now: now() });

  return {
    async view(module, id, record, schema) {
      const endpoint = `${module}/view`;
      if (!/^\d+$/.test(id)) throw absent(record, endpoint);
      const asking = await ask(`${endpoint}/${id}`, askFor(endpoint, record), {}, `read ${record}`, true);
      return parse(schema, asking.envelope.data, asking);
    },
    async list(module, options) {
      const rows = new Map<string, z.infer<typeof options.schema>>();
      let firstPage = 0;
      for (let page = 1; page <= mostPages; page += 1) {
        const { rows: found, envelope } = await readPage(module, page, options);
        if (page === 1) firstPage = found.length;
        const before = rows.size;
        for (const row of found) rows.set(options.key(row), row);
        if (isLast(envelope, page, found.length, firstPage) || rows.size === before) break;
      }
      return [...rows.values()];
    },
    async page(module, page, options) {
      const { rows, envelope } = await readPage(module, page, options);
      return { rows, isLast: isLast(envelope, page, rows.length, rows.length) };
    },
    async create(module, request, purpose, schema) {
      const asking = await ask(`${module}/modify`, askFor(`${module}/modify`), { request }, purpose, false);
      return parse(schema, asking.envelope.data, asking);
    },
    async update(module, id, record, request, schema) {
      const endpoint = `${module}/modify`;
      if (!/^\d+$/.test(id)) throw absent(record, endpoint);
      const asking = await ask(`${endpoint}/${id}`, askFor(endpoint, record), { request }, `change ${record}`, false);
      return parse(schema, asking.envelope.data, asking);
    },
  };
}

/** Throws for what cannot be the number of a bookmark: listing everything instead would send what was to stay. */
function bookmarkNumber(bookmark: string, module: Module): number {
  if (!/^\d{1,15}$/.test(bookmark)) throw noBookmark(bookmark, `${module}/list`);
  return Number(bookmark);
}

interface Asking {
  answer: ApiAnswer;
  envelope: Envelope;
  asked: Asked;
}

/** An answer may repeat the request; the key must not reach the log with it. */
function withoutKey(answer: ApiAnswer, apiKey: string): ApiAnswer {
  return apiKey === '' ? answer : { ...answer, text: answer.text.replaceAll(apiKey, '***') };
}

function readEnvelope(answer: ApiAnswer, asked: Asked): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (cause) {
    throw unreadable(answer, asked, cause);
  }
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) throw unreadable(answer, asked, envelope.error);
  if (envelope.data.status == null && envelope.data.statusCode == null) throw unreadable(answer, asked);
  return envelope.data;
}

/** A failed call comes as HTTP 200 too: the envelope decides. One that contradicts itself tells nothing. */
function checkSuccess(envelope: Envelope, answer: ApiAnswer, asked: Asked): void {
  const code = envelope.statusCode ?? 200;
  const goodCode = code >= 200 && code < 300 && answer.status < 400;
  if (envelope.status != null && envelope.status.toUpperCase() !== 'OK') throw refusal(envelope, answer.status, asked);
  if (goodCode) return;
  throw envelope.status == null ? refusal(envelope, answer.status, asked) : unreadable(answer, asked);
}

function parse<S extends z.ZodType>(schema: S, data: unknown, asking: Asking): z.infer<S> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw unreadable(asking.answer, asking.asked, parsed.error);
  return parsed.data;
}

/** By the number of pages where it is said, else by a page that is not full: shorter than the first, or no size that a full page has. */
function isLast(envelope: Envelope, page: number, rows: number, firstPage: number): boolean {
  if (rows === 0) return true;
  if (envelope.pages) return page >= envelope.pages;
  if (envelope.per_page) return rows < envelope.per_page;
  return rows < firstPage || !fullPages.has(firstPage);
}

import type { ApiAnswer, ApiCall, Call } from '../../../../lib/net/call';
import type { LedgerCompany, LedgerConfig, LedgerDocument, NaturalKey } from '../../../../lib/ledgers/ledger';

export const config: LedgerConfig = { system: 'exact-online', country: 'nl', clientId: 'app', company: '123456' };
export const origin = 'https://start.exactonline.nl';
export const root = `${origin}/api/v1/123456`;

/** A guid that is easy to tell from others. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const answer = (status: number, body: unknown, contentType = 'application/json'): ApiAnswer => ({
  status,
  headers: new Headers({ 'content-type': contentType }),
  contentType,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

export const results = (...rows: object[]): ApiAnswer => answer(200, { d: { results: rows } });
export const entity = (row: object, status = 200): ApiAnswer => answer(status, { d: row });
export const error = (status: number, value: string): ApiAnswer => answer(status, { error: { code: '', message: { lang: '', value } } });
export const empty = (status = 204): ApiAnswer => answer(status, '', '');

/** A `Call` that gives these answers in turn, and keeps what was asked. */
export function scripted(...answers: (ApiAnswer | Error)[]): { call: Call; asked: ApiCall[] } {
  const asked: ApiCall[] = [];
  const left = [...answers];
  const call: Call = (request) => {
    asked.push(request);
    const next = left.shift();
    if (!next) return Promise.reject(new Error(`No answer for ${request.method} ${request.url}`));
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return { call, asked };
}

/** A `Call` that answers by endpoint; anything else is an empty list. */
export function byEndpoint(table: Record<string, ApiAnswer | ((request: ApiCall) => ApiAnswer)>): { call: Call; asked: ApiCall[] } {
  const asked: ApiCall[] = [];
  const call: Call = (request) => {
    asked.push(request);
    const entry = table[request.endpoint] ?? results();
    return Promise.resolve(typeof entry === 'function' ? entry(request) : entry);
  };
  return { call, asked };
}

/** The $filter of a request, read as a server would. */
export const filterOf = (request: ApiCall | undefined): string | null => new URL(request?.url ?? '').searchParams.get('$filter');
export const selectOf = (request: ApiCall | undefined): string[] => (new URL(request?.url ?? '').searchParams.get('$select') ?? '').split(',');
export const bodyOf = (request: ApiCall | undefined): Record<string, unknown> => JSON.parse(request?.body ?? 'null') as Record<string, unknown>;

/** "/Date(ms)/" of a day. */
export const wireDate = (day: string): string => `/Date(${Date.parse(`${day}T00:00:00Z`)})/`;

/** The candidates for one key. */
export const find = async (company: LedgerCompany, key: NaturalKey): Promise<LedgerDocument[]> => (await company.findDocuments([key]))[0] ?? [];

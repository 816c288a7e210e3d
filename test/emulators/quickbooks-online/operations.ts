import type { Company, QboRecord } from './company';
import type { EntityInfo } from './entities';
import { refusal, type Refusal } from './refusal';

/** How a kind is voided: by an operation of its own, or by an update that says so. */
const voiding: Readonly<Record<string, 'operation' | 'include'>> = { Invoice: 'operation', Payment: 'include', SalesReceipt: 'include' };

export const unsupported = (what: string): Refusal => refusal('500', 'Unsupported Operation', `Operation ${what} is not supported.`);

/** What the service answers where it has nothing under a path. */
export const noResource = (url: URL): Refusal => unsupported(`Could not find resource for relative : ${url.pathname} of full path: ${url.origin}${url.pathname}${url.search}`);

const enveloped = (entity: EntityInfo, record: QboRecord) => ({ [entity.name]: record });

function voided(company: Company, entity: EntityInfo, spelling: 'operation' | 'include', body: unknown): Record<string, unknown> {
  // A bill's refusal is one of its own: it comes as a success.
  if (entity.name !== 'Bill' && voiding[entity.name] !== spelling) throw unsupported(`void on ${entity.name}`);
  return enveloped(entity, company.void(entity.name, body));
}

/** Options of the query string that come in `include`, separated by commas. */
export const includes = (query: URLSearchParams): string[] => (query.get('include') ?? '').toLowerCase().split(',').map((name) => name.trim()).filter(Boolean);

const hasId = (body: unknown): boolean => typeof body === 'object' && body !== null && 'Id' in body && body.Id !== undefined && body.Id !== '';

/** Creates, updates, deletes or voids one record, as `operation`, `include` and the body say. Answers the body of the response; throws Refusal. */
export function write(company: Company, entity: EntityInfo, operation: string | null, include: readonly string[], body: unknown): Record<string, unknown> {
  const options = { allowDuplicateDocNumber: include.includes('allowduplicatedocnum') };
  if (operation === 'delete') {
    if (!entity.operations.has('delete')) throw unsupported(`delete on ${entity.name}`);
    return { [entity.name]: { status: 'Deleted', domain: 'QBO', Id: company.remove(entity.name, body).Id } };
  }
  if (operation === 'void') return voided(company, entity, 'operation', body);
  if (operation !== null && operation !== 'create' && operation !== 'update') throw unsupported(`${operation} on ${entity.name}`);
  if (include.includes('void')) return voided(company, entity, 'include', body);
  if (operation === 'update' || (operation === null && hasId(body))) {
    if (!entity.operations.has('update') && !entity.operations.has('sparse')) throw unsupported(`update on ${entity.name}`);
    return enveloped(entity, company.update(entity.name, body, options));
  }
  if (!entity.operations.has('create')) throw unsupported(`create on ${entity.name}`);
  return enveloped(entity, company.create(entity.name, body, options));
}

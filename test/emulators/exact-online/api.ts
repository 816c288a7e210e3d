import type { Hono } from 'hono';
import type { Method } from './fields/table';
import type { ErrorBudget, RateLimiter } from './limits';
import { collection, entity, type Format } from './odata/envelope';
import { parsePayload } from './odata/payload';
import { checkOptions, countOf, shapeOf } from './odata/query';
import { everything, keyLiteral, listResource } from './odata/render';
import type { Resource } from './odata/resource';
import { badRequest, forbidden, notFound, Refusal } from './refusal';
import { divisionResource, meResource } from './services/system';
import type { Scope, World } from './state';
import type { Grant, Tokens } from './tokens';
import type { Row } from './values';

export interface ApiOptions {
  world: World;
  tokens: Tokens;
  rates: RateLimiter;
  errors: ErrorBudget;
  resources: readonly Resource[];
}

const unauthorized = () =>
  new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer', Reason: 'Authentication Required' } });

/** "/123456/crm/Accounts(guid'...')/$count" in its parts. */
interface Target {
  division: number | null;
  path: string;
  key: string | null;
  rest: string;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function targetOf(url: URL): Target | null {
  const path = decoded(url.pathname);
  if (/^\/api\/v1\/current\/Me$/.test(path)) return { division: null, path: 'current/Me', key: null, rest: '' };
  const match = /^\/api\/v1\/(\d+)\/([A-Za-z]+(?:\/[A-Za-z]+)*)(?:\((.*)\))?(?:\/([A-Za-z$]+))?$/.exec(path);
  if (!match) return null;
  return { division: Number(match[1]), path: match[2] ?? '', key: match[3] ?? null, rest: match[4] ?? '' };
}

function formatOf(request: Request): Format {
  const accept = request.headers.get('accept') ?? '*/*';
  if (accept.includes('application/json')) return 'json';
  if (accept.includes('*/*') || accept.includes('atom')) return 'atom';
  throw new Refusal(415, 'Unsupported media type requested.');
}

/** What an endpoint makes of a request that may be made. */
async function answer(scope: Scope, resource: Resource, target: Target, request: Request, body: string): Promise<Response> {
  const method = request.method as Method;
  const query = new URL(request.url).searchParams;
  if (!resource.table.methods.has(method)) throw new Refusal(405, `The method '${method}' is not allowed for this resource.`);
  checkOptions(query);
  if (target.rest === '$count') {
    // A count is text: a caller that takes nothing but JSON gets none.
    const accept = request.headers.get('accept') ?? '*/*';
    if (!/\*\/\*|text\/(plain|\*)/.test(accept)) throw new Refusal(415, 'Unsupported media type requested.');
    return new Response(String(countOf(scope, resource, query)), { headers: { 'content-type': 'text/plain' } });
  }
  const format = formatOf(request);
  if (method === 'GET' && resource.single) return entity(scope, resource, resource.single(scope, query), everything, format);
  if (method === 'GET' && target.key === null) return collection(scope, resource, query, format);
  if (method === 'POST') return post(scope, resource, target, request, body, format);

  const row = find(scope, resource, target);
  if (method === 'GET') return read(scope, resource, row, target, query, format);
  if (method === 'PUT') {
    resource.update?.(scope, row, parsePayload(resource.table, body, 'PUT', nested(resource)));
    return new Response(null, { status: 204 });
  }
  resource.remove?.(scope, row);
  return new Response(null, { status: 204 });
}

const nested = (resource: Resource) => Object.fromEntries(Object.entries(resource.lists ?? {}).map(([name, list]) => [name, list.table]));

function find(scope: Scope, resource: Resource, { key, path }: Target): Row {
  if (key === null) throw badRequest('The request needs the key of a record.');
  const wanted = key.toLowerCase();
  const row = resource.rows(scope).find((candidate) => keyLiteral(resource, candidate).toLowerCase() === wanted);
  if (row) return row;
  const id = /^guid'([^']*)'$/.exec(wanted)?.[1];
  if (resource.table.fields.get(resource.table.key)?.type === 'Guid' && id === undefined) throw badRequest(`Bad Request - Error in query syntax: the key of '${path}' is a guid.`);
  // A record that went is forbidden, not unknown.
  if (id !== undefined && scope.company.gone.has(id)) throw forbidden();
  throw notFound(path.split('/').at(-1) ?? path);
}

function read(scope: Scope, resource: Resource, row: Row, target: Target, query: URLSearchParams, format: Format): Response {
  if (target.rest === '') return entity(scope, resource, row, shapeOf(resource, query), format);
  const list = resource.lists?.[target.rest];
  if (!list) throw notFound(target.rest);
  return collection(scope, { ...listResource(list.table), rows: () => list.rows(scope, row) }, query, format);
}

function post(scope: Scope, resource: Resource, target: Target, request: Request, body: string, format: Format): Response {
  if (target.key !== null || !resource.create) throw new Refusal(405, "The method 'POST' is not allowed for this resource.");
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) throw badRequest('Error processing request stream. The request should be a valid top-level resource object.');
  const row = resource.create(scope, parsePayload(resource.table, body, 'POST', nested(resource)));
  const whole = (request.headers.get('prefer') ?? '').replaceAll(' ', '').includes('return=representation');
  return entity(scope, resource, whole || !resource.thin ? row : resource.thin(row), everything, format, 201);
}

/** The REST API: who asks, how much is left, what is asked for. */
export function addApi(app: Hono, options: ApiOptions): void {
  const { world, tokens, errors, rates } = options;
  const byPath = new Map(options.resources.map((resource) => [resource.table.path, resource]));

  function scopeOf(url: URL, target: Target, grant: Grant): Scope {
    const company = world.companies.get(target.division ?? grant.user.currentDivision) ?? [...world.companies.values()][0];
    if (!company) throw new Error('There is no company');
    return { world, company, user: grant.user, base: `${url.origin}/api/v1${target.division === null ? '' : `/${target.division}`}` };
  }

  async function serve(request: Request, url: URL, target: Target | null, grant: Grant): Promise<Response> {
    if (!target) throw notFound(url.pathname.split('/').at(-1) ?? '');
    if (target.division !== null && (!world.companies.has(target.division) || !grant.divisions.includes(target.division))) throw forbidden();
    const resource = target.division === null ? meResource : target.path === 'system/Divisions' ? divisionResource(grant.divisions) : byPath.get(target.path);
    if (!resource) throw notFound(target.path.split('/').at(-1) ?? target.path);
    const body = await request.text();
    if (Buffer.byteLength(body) > 10_000_000) throw new Refusal(413, 'Request Entity Too Large');
    return answer(scopeOf(url, target, grant), resource, target, request, body);
  }

  app.all('/api/v1/*', async (context) => {
    const request = context.req.raw;
    const url = new URL(request.url);
    const violation = request.headers.has('cookie') ? 'A cookie was sent' : null;
    if (violation) {
      world.violations.push({ at: world.clock.now(), what: violation, url: request.url });
      return badRequest(`The emulator refuses this: ${violation}`).response();
    }
    if (request.url.length > 6000) return new Response(null, { status: 414 });
    const target = targetOf(url);
    const found = tokens.check(/^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '');
    const key = found ? `${found.grant.clientId}|${found.grant.user.id}|${target?.division ?? ''}|${target?.path ?? url.pathname}` : null;
    if (key && errors.isBlocked(key)) return errors.blockedAnswer();
    if (!found?.valid) {
      if (key) errors.count(key, 401);
      return unauthorized();
    }
    const budget = target?.division == null ? null : rates.take(`${found.grant.clientId}|${target.division}`);
    if (budget && !budget.allowed) return new Response(null, { status: 429, headers: budget.headers });
    const response = await serve(request, url, target, found.grant).catch((error: unknown) => {
      if (error instanceof Refusal) return error.response();
      throw error;
    });
    if (key) errors.count(key, response.status);
    for (const [name, value] of Object.entries(budget?.headers ?? {})) response.headers.set(name, value);
    return response;
  });
}


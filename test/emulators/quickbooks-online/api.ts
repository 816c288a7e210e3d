import { batchItems, runBatch } from './batch';
import { readBody, unreadable, type Body } from './body';
import { changes } from './cdc';
import type { Company } from './company';
import { pacificDay } from './dates';
import { entityByEndpoint } from './entities';
import { answerOf, formatOf, refused, type Outcome } from './envelope';
import { admit, type Gateway } from './gateway';
import type { Environment } from './hosts';
import { includes, noResource, unsupported, write } from './operations';
import { runQuery } from './query/run';
import { Refusal } from './refusal';
import { checkRequestId, type RequestIds } from './request-ids';
import type { World } from './state';

export interface ApiOptions extends Gateway {
  world: World;
  requestIds: RequestIds;
}

/** One request that may be made. */
interface Call extends Body {
  company: Company;
  method: string;
  url: URL;
  /** What follows the company in the path. */
  path: string[];
}

const done = (body: Record<string, unknown>): Outcome => ({ status: 200, body });

function read(world: World, { company, path, url }: Call): Outcome {
  const [endpoint = '', id, ...rest] = path;
  if (endpoint === 'preferences' && id === undefined) return done({ Preferences: company.preferences() });
  if (endpoint === 'exchangerate' && id === undefined) {
    const asOf = url.searchParams.get('asofdate') ?? pacificDay(world.clock.now());
    return done({ ExchangeRate: company.exchangeRate(url.searchParams.get('sourcecurrencycode') ?? '', asOf) });
  }
  const entity = entityByEndpoint(endpoint);
  if (!entity || id === undefined || rest.length > 0) throw noResource(url);
  if (!entity.operations.has('read')) throw unsupported(`read on ${entity.name}`);
  return done({ [entity.name]: company.read(entity.name, id) });
}

function statementOf({ method, url, text, type }: Call): string {
  if (method !== 'POST') return url.searchParams.get('query') ?? '';
  if (!/^(application\/text|text\/plain)\b/i.test(type)) throw unreadable(type);
  return text;
}

/** The writes: everything that a requestid makes safe to repeat. */
function change(world: World, call: Call): Outcome {
  const { company, path, url } = call;
  const [endpoint = '', second] = path;
  if (endpoint === 'batch' && path.length === 1) return done(runBatch(company, batchItems(call.json()), world.behaviour));
  if (endpoint === 'taxservice' && second === 'taxcode' && path.length === 2) return done(company.createTaxCode(call.json()));
  const entity = path.length === 1 ? entityByEndpoint(endpoint) : undefined;
  if (!entity) throw noResource(url);
  return done(write(company, entity, url.searchParams.get('operation'), includes(url.searchParams), call.json()));
}

const bIds = (call: Call): string[] | null => (call.path[0] === 'batch' ? batchItems(call.json()).map(({ bId }) => bId ?? '') : null);

async function perform({ world, requestIds }: ApiOptions, call: Call): Promise<Outcome> {
  const { method, path, url, company, text } = call;
  const query = path[0] === 'query' && path.length === 1;
  if (query && (method === 'GET' || method === 'POST')) return done({ QueryResponse: runQuery(company, statementOf(call), world.behaviour) });
  if (method === 'GET' && path[0] === 'cdc' && path.length === 1) return done(changes(company, url.searchParams, world.clock.now(), world.behaviour));
  if (method === 'GET') return read(world, call);
  if (method !== 'POST') throw unsupported(`No resource method found for ${method}, return 405 with Allow header`);
  const work = async (): Promise<Outcome> => {
    if (world.held) await world.held;
    try {
      return change(world, call);
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      throw error;
    }
  };
  const requestId = url.searchParams.get('requestid');
  if (requestId === null) return work();
  checkRequestId(requestId, bIds(call));
  const rest = ['operation', 'include'].map((name) => url.searchParams.get(name) ?? '');
  return requestIds.once(company.realmId, requestId, [path.join('/'), ...rest, text].join('\n'), work);
}

/** Serves the accounting API of one environment. */
export function apiApp(options: ApiOptions, environment: Environment): (request: Request) => Promise<Response> {
  const { world } = options;

  async function outcomeOf(request: Request, url: URL): Promise<Outcome> {
    const [, version, kind, realmId = '', ...path] = url.pathname.split('/');
    const body = await readBody(request);
    const admitted = admit(options, environment, { request, realmId, path, text: body.text });
    if ('status' in admitted) return admitted;
    try {
      if (version !== 'v3' || kind !== 'company') throw noResource(url);
      return await perform(options, { company: admitted, method: request.method, url, path, ...body });
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      throw error;
    }
  }

  return async (request) => {
    const outcome = await outcomeOf(request, new URL(request.url));
    return answerOf(outcome, formatOf(request), world.clock.now());
  };
}

import { Hono, type Context } from 'hono';
import type { SeenRequest } from '../core/emulator';
import { answer, failure, ScoroError } from './envelope';
import type { Budget } from './budget';
import { allModules } from './modules';
import type { Module } from './modules/module';
import { bodySchema, type Body } from './query';
import type { Site } from './site';
import type { SiteSettings } from './types';

export interface Api {
  site: Site;
  settings: SiteSettings;
  apiKey: string;
  entities: readonly string[];
  budget: Budget;
  /** Calls that came with the site's session cookie: each is a leak. */
  cookieLeaks: SeenRequest[];
  seen: SeenRequest[];
}

async function bodyOf(context: Context): Promise<Body> {
  let json: unknown;
  try {
    json = JSON.parse(await context.req.raw.clone().text());
  } catch {
    throw new ScoroError('Request body is not valid JSON');
  }
  const parsed = bodySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ScoroError(
    issue?.code === 'unrecognized_keys' ? `Unknown parameter ${issue.keys.join(', ')}` : `Parameter ${issue?.path.join('.')} is not valid`,
  );
}

function admit(api: Api, body: Body): string {
  if (body.apiKey !== api.apiKey) throw new ScoroError('Invalid API key', 401);
  if (!body.company_account_id) throw new ScoroError('Missing parameter company_account_id');
  if (!api.entities.includes(body.company_account_id)) throw new ScoroError(`Company account ${body.company_account_id} not found on this site`, 400);
  return body.company_account_id;
}

function actionOf(modules: Record<string, Module>, module: string, action: string): Module[string] {
  const found = Object.hasOwn(modules, module) ? modules[module] : undefined;
  if (!found) throw new ScoroError(`Unknown module ${module}`, 404);
  const run = Object.hasOwn(found, action) ? found[action] : undefined;
  if (!run) throw new ScoroError(`Unknown action ${action} of ${module}`, 404);
  return run;
}

function idOf(text: string | undefined, action: string): number {
  if (text === undefined && (action === 'list' || action === 'modify')) return 0;
  if (text === undefined || !/^\d+$/.test(text)) throw new ScoroError('Object id is missing or not a number');
  return Number(text);
}

async function handle(api: Api, modules: Record<string, Module>, context: Context): Promise<Response> {
  const { module = '', action = '', id } = context.req.param() as Record<string, string | undefined>;
  try {
    if (context.req.header('cookie')) {
      api.cookieLeaks.push(...api.seen.slice(-1));
      throw new ScoroError('Requests with a session cookie are not accepted', 400, 400);
    }
    const body = await bodyOf(context);
    const entity = admit(api, body);
    api.budget.spend();
    const run = actionOf(modules, module, action);
    const result = run({ site: api.site, settings: api.settings, module, body, entity, id: idOf(id, action) });
    return context.json(answer(module, result.data, api.settings.pagingFields ? (result.page ?? null) : null));
  } catch (error) {
    if (!(error instanceof ScoroError)) throw error;
    return context.json(failure(module, error), error.http);
  }
}

/** API v2: POST alone, without any CORS header. */
export function apiRoutes(api: Api): Hono {
  const modules = allModules(api.entities);
  const app = new Hono();
  app.post('/api/v2/:module/:action', (context) => handle(api, modules, context));
  app.post('/api/v2/:module/:action/:id', (context) => handle(api, modules, context));
  app.post('/api/*', (context) => context.json(failure('', new ScoroError('Unknown API address', 404))));
  app.all('/api/*', (context) =>
    context.html('<!doctype html><title>405</title><h1>Method not allowed</h1><p>The API takes POST requests only.</p>', 405),
  );
  return app;
}

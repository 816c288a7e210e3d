import type { Hono } from 'hono';
import type { ErrorBudget, RateLimiter } from '../limits';
import type { Scope, World } from '../state';
import type { Tokens } from '../tokens';
import { answerOf, page, signInPage, type Told, type XmlBehaviour } from './answer';
import { bookTransactions } from './gl-transactions';
import { validate } from './schema';
import { childOf, readTree, Unreadable, type Node } from './tree';

export interface XmlOptions {
  world: World;
  tokens: Tokens;
  rates: RateLimiter;
  errors: ErrorBudget;
  behaviour: XmlBehaviour;
}

/** What is made of a file, by its topic: the child of the root that bears its name. */
const topics: Readonly<Record<string, (scope: Scope, topic: Node) => Told[]>> = { GLTransactions: bookTransactions };
const largest = 10_000_000;

function booked(scope: Scope, topic: string, body: string): Told[] {
  try {
    const root = readTree(body);
    const content = childOf(root, topic);
    if (root.name !== 'eExact' || !content) throw new Unreadable(`The element '${root.name}' has incomplete content. List of possible elements expected: '${topic}'.`);
    validate(content);
    return topics[topic]?.(scope, content) ?? [];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [{ type: 3, topic, node: '', text: error.message }];
  }
}

/** Uploads of XML files. They count in the same budgets as the REST API; what is wrong with a file is said with status 200. */
export function addXml(app: Hono, { world, tokens, rates, errors, behaviour }: XmlOptions): void {
  app.post('/docs/XMLUpload.aspx', async (context) => {
    const request = context.req.raw;
    const url = new URL(request.url);
    const [division, topic] = [Number(url.searchParams.get('_Division_')), url.searchParams.get('Topic') ?? ''];
    if (request.headers.has('cookie')) {
      world.violations.push({ at: world.clock.now(), what: 'A cookie was sent', url: request.url });
      return page('The emulator refuses this: a cookie was sent');
    }
    const found = tokens.check(/^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '');
    const key = found ? `${found.grant.clientId}|${found.grant.user.id}|${division}|docs/XMLUpload.aspx` : null;
    if (key && errors.isBlocked(key)) return errors.blockedAnswer();
    if (!found?.valid) {
      if (behaviour.withoutAccess === 'page') return signInPage();
      if (key) errors.count(key, 401);
      return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer', Reason: 'Authentication Required' } });
    }
    const budget = rates.take(`${found.grant.clientId}|${division}`);
    if (!budget.allowed) return new Response(null, { status: 429, headers: budget.headers });
    const company = world.companies.get(division);
    const body = await request.text();
    const response = answer();
    for (const [name, value] of Object.entries(budget.headers)) response.headers.set(name, value);
    return response;

    function answer(): Response {
      if (!found || !company || !found.grant.divisions.includes(division)) return page('You have no access to this administration');
      if (!topics[topic]) return page(`Unknown topic: ${topic.replace(/\W/g, '')}`);
      if (Buffer.byteLength(body) > largest) return new Response(null, { status: 413 });
      const scope: Scope = { world, company, user: found.grant.user, base: `${url.origin}/api/v1/${division}` };
      return answerOf(scope, booked(scope, topic, body), behaviour);
    }
  });
}

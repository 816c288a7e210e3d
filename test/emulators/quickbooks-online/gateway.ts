import { batchSize } from './batch';
import type { Company } from './company';
import { gatewayFault, type Outcome } from './envelope';
import type { Environment } from './hosts';
import type { Metering, RateLimiter, Usage } from './limits';
import type { Client, World } from './state';
import type { Tokens } from './tokens';

/** What stands before the data service. */
export interface Gateway {
  world: World;
  tokens: Tokens;
  clients: readonly Client[];
  rates: RateLimiter;
  metering: Metering;
}

interface Arrival {
  request: Request;
  realmId: string;
  path: readonly string[];
  text: string;
}

const unauthenticated = (detail: string) => gatewayFault(401, 'AUTHENTICATION', '3200', 'AuthenticationFailed', detail);
const unauthorized = (message: string) => gatewayFault(403, 'SERVICE', '3100', message, null);

function throttled(world: World): Outcome {
  const fault = gatewayFault(429, 'SERVICE', '3001', 'ThrottleExceeded', 'The request limit was reached.  Try again later');
  return { ...fault, gateway: world.behaviour.throttleEnvelope === 'gateway' };
}

function usageOf({ request, path, text }: Arrival): Usage {
  if (path[0] === 'batch') return batchSize(text);
  return request.method === 'GET' || path[0] === 'query' ? { reads: 1, writes: 0 } : { reads: 0, writes: 1 };
}

/** The company a request may go on to, or the refusal: 401 for the token, 403 for the environment or the company, 429 for the limits. */
export function admit({ world, tokens, clients, rates, metering }: Gateway, environment: Environment, arrival: Arrival): Company | Outcome {
  const bearer = /^Bearer (.+)$/i.exec(arrival.request.headers.get('authorization') ?? '')?.[1] ?? '';
  const found = tokens.check(bearer);
  if (!found) return unauthenticated(bearer.length < 100 ? 'Malformed bearer token: too short or too long' : 'Token expired');
  if (!found.valid) return unauthenticated('Token expired');
  const { clientId, realmId } = found.grant;
  if (clients.find((client) => client.clientId === clientId)?.environment !== environment) return unauthorized('ApplicationAuthorizationFailed');
  const place = world.places.get(arrival.realmId);
  if (!place || place.environment !== environment || realmId !== arrival.realmId) return unauthorized('AuthorizationFailed');
  if (!rates.take(clientId, realmId, arrival.path[0] === 'batch') || !metering.take(environment, clientId, usageOf(arrival))) return throttled(world);
  return place.company;
}

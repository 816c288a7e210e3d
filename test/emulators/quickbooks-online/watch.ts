import { hosts } from './hosts';
import type { World } from './state';
import { holdsToken } from './tokens';

const api: ReadonlySet<string> = new Set(Object.values(hosts.api));
const secrets = ['access_token', 'refresh_token', 'client_secret'];

/** Notes what a client must never do, whatever it is answered. */
export function watch(world: World, request: Request): void {
  const url = new URL(request.url);
  if (url.protocol !== 'https:') world.violate('A request without TLS', request.url);
  if (secrets.some((name) => url.searchParams.has(name)) || holdsToken([...url.searchParams.values()].join(' '))) world.violate('A secret in an address', request.url);
  if (api.has(url.hostname) && request.method !== 'GET' && request.method !== 'POST') world.violate(`The method ${request.method}`, request.url);
}

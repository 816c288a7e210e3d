import type { Client } from './state';

const invalid = "The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section on your app's keys tab and matches it exactly.";

const rawAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

/** Why an address may not be redirected to, in the words of the error page; null if it may. Production keys want https and a name. */
export function redirectUriProblem(client: Client, redirectUri: string): string | null {
  if (!URL.canParse(redirectUri)) return invalid;
  const { protocol, hostname } = new URL(redirectUri);
  const local = hostname === 'localhost';
  const allowed = client.environment === 'production' ? protocol === 'https:' && !local && !rawAddress.test(hostname) : protocol === 'https:' || (protocol === 'http:' && local);
  return allowed && (client.redirectUris?.includes(redirectUri) ?? true) ? null : invalid;
}

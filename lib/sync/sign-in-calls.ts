import { maskUrl } from '../net/masking';
import type { OAuthClient } from '../net/oauth';
import { recordRequest } from '../storage/logs';
import type { ConnectionRow, RequestRow } from '../storage/rows';
import type { SyncContext } from './context';

/** The calls of a sign-in for the Requests log; none of what they say is kept, since all of it gives access. */
export interface SignInCalls {
  fetch: OAuthClient['fetch'];
  /** Writes down what was called. After the tokens are stored: nothing may come between an answer and that. */
  tell(): Promise<void>;
}

const asksFor = (body: unknown): string => new URLSearchParams(typeof body === 'string' || body instanceof URLSearchParams ? body : '').get('grant_type') ?? '';

export function signInCalls(context: SyncContext, connection: ConnectionRow, { fetch, system }: Pick<OAuthClient, 'fetch' | 'system'>): SignInCalls {
  let made: RequestRow[] = [];
  return {
    async fetch(input, init) {
      const at = context.now();
      const address = input instanceof Request ? input.url : String(input);
      const record = (status: number | null) =>
        void made.push({
          at, connection: connection.id, system, method: init?.method ?? 'POST', url: maskUrl(address), endpoint: 'token',
          purpose: asksFor(init?.body) === 'refresh_token' ? 'renew the sign-in' : 'sign in',
          status, failure: status === null ? 'connection failed' : null, milliseconds: context.now() - at, minuteLeft: null, dayLeft: null, requestBody: null, answerBody: null,
        });
      try {
        const response = await fetch(input, init);
        record(response.status);
        return response;
      } catch (error) {
        record(null);
        throw error;
      }
    },
    async tell() {
      const rows = made;
      made = [];
      for (const row of rows) await recordRequest(context.database, row);
    },
  };
}

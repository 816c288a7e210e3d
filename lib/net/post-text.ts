import { callTimeout } from './http';
import { CallFailure } from './failure';

/** What is sent: a message as chat and mail gateways take it. */
export const messageBody = (text: string): string => JSON.stringify({ text });

/**
 * Posts a message to an address the user has given, once. As plain text and without looking at the answer, which a browser
 * lets be done without access to that site: that somebody answered is all that is learned. Redirects are the receiver's own
 * affair, since such a request cannot be told not to follow them; it carries no access of ours to anything.
 * Throws CallFailure 'no-answer' when nobody answered, 'refused' where a refusal can be seen.
 */
export async function postText(fetch: typeof globalThis.fetch, address: string, text: string): Promise<void> {
  const system = new URL(address).host;
  const request: RequestInit = {
    method: 'POST', mode: 'no-cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
    headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: messageBody(text), signal: AbortSignal.timeout(callTimeout),
  };
  const response = await fetch(address, request).catch((cause: unknown) => {
    throw new CallFailure('no-answer', `${system} did not answer.`, { system, cause });
  });
  if (response.type !== 'opaque' && !response.ok) throw new CallFailure('refused', `${system} refused the message (${response.status}).`, { system, status: response.status });
}

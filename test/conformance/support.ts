import type { ApiAnswer, Call } from '../../lib/net/call';
import { CallFailure } from '../../lib/net/failure';
import type { Emulator } from '../emulators/core/emulator';

/** Calls to an emulator in this process, with fixed headers; a cut connection is a call without an answer. */
export const callTo = (emulator: Emulator, headers: Record<string, string> = {}, before: () => void = () => undefined): Call => async (request): Promise<ApiAnswer> => {
  before();
  const { method, url, body } = request;
  try {
    const response = await emulator.app.fetch(new Request(url, { method, headers: { ...request.headers, ...headers }, ...(body === undefined ? {} : { body }) }));
    return { status: response.status, headers: response.headers, contentType: response.headers.get('content-type') ?? '', text: await response.text() };
  } catch (cause) {
    throw new CallFailure('no-answer', `${emulator.name} gave no answer`, { system: emulator.name, cause });
  }
};

/** The CallFailure a promise rejects with; anything else is rethrown. */
export async function failureOf(work: Promise<unknown>): Promise<CallFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CallFailure) return error;
    throw error;
  }
  throw new Error('It was expected to fail');
}

import type { ApiAnswer, Call } from '../../../net/call';
import { CallFailure, type FailureKind } from '../../../net/failure';
import { readMessages, type UploadMessage } from './read';

const system = 'Exact Online';
const path = 'docs/XMLUpload.aspx';
const longestRaw = 4000;
/** Knowledge base, "API limits": of one request's body. */
const largestFile = 10_000_000;

/** Exact XML topics; each has a file of its own form. */
export type Topic = 'GLTransactions';

/** Uploads a file of one topic. Throws CallFailure when it is not known what was made of it, or certain that nothing was. */
export type Upload = (topic: Topic, xml: string, purpose: string) => Promise<UploadMessage[]>;

export function createUpload(call: Call, origin: string, division: string): Upload {
  return async (topic, xml, purpose) => {
    if (new TextEncoder().encode(xml).length > largestFile) throw failed('refused', `${system} takes files of at most 10 MB; nothing was sent.`);
    const answer = await call({
      method: 'POST',
      url: `${origin}/${path}?Topic=${topic}&_Division_=${encodeURIComponent(division)}`,
      endpoint: path,
      headers: { 'Accept': 'text/xml', 'Content-Type': 'application/xml; charset=utf-8' },
      body: xml,
      purpose,
      repeatable: false,
    });
    return messagesOf(answer);
  };
}

/** Errors and sign-in pages come with status 200, as a page. */
function messagesOf(answer: ApiAnswer): UploadMessage[] {
  const kind = kindOf(answer.status);
  if (kind) throw failed(kind, sentenceOf(kind, answer.status), answer);
  if (!/^(text|application)\/xml\b/i.test(answer.contentType.trim())) {
    const isSignIn = /login\.exact\.com|type=["']?password/i.test(answer.text);
    throw failed('unreadable', `${system} answered an upload with a page${isSignIn ? ' to sign in on' : ''} instead of messages.`, answer);
  }
  const messages = readMessages(answer.text);
  if (!messages) throw failed('unreadable', `${system} gave an answer to an upload that cannot be read.`, answer);
  return messages;
}

function kindOf(status: number): FailureKind | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401) return 'sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'absent';
  if (status < 400) return 'unreadable';
  return status < 500 ? 'refused' : 'trouble';
}

function sentenceOf(kind: FailureKind, status: number): string {
  if (kind === 'forbidden' || kind === 'absent') return `${system} does not let this app upload files.`;
  return kind === 'trouble' ? `${system} has trouble at the moment (status ${status}).` : `${system} answered an upload with status ${status}.`;
}

const failed = (kind: FailureKind, message: string, answer?: ApiAnswer): CallFailure =>
  new CallFailure(kind, message, { system, endpoint: path, ...(answer && { status: answer.status, raw: answer.text.slice(0, longestRaw) }) });

import type { ApiAnswer } from '../../net/call';
import { CallFailure, type FailureKind } from '../../net/failure';
import type { Envelope } from './wire';

const system = 'Scoro';
const longestRaw = 4000;

/** Which call an answer belongs to, in words for people and for counting. */
export interface Asked {
  endpoint: string;
  /** "invoice 1001": what a read of one record looks for; null for any other call. */
  record: string | null;
  now: number;
}

/** Every text anywhere in what Scoro calls messages or errors. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function messageOf(envelope: Envelope): string {
  const texts = new Set([...textsIn(envelope.messages), ...textsIn(envelope.errors)]);
  return [...texts].join('; ').slice(0, longestRaw);
}

/**
 * What a refusal means. The words go before the code, since codes are not documented and one code
 * stands for several reasons; "not found" means the record only where one was asked for.
 */
export function kindOf(code: number | null, message: string, forRecord: boolean): FailureKind {
  const says = (pattern: RegExp): boolean => pattern.test(message);
  // Trouble in the middle of a call leaves open what it did; a refusal would say that it did nothing.
  if (code !== null && code >= 500) return 'trouble';
  if (code === 429 || says(/too many requests|(request|call|rate|daily|api)\b.{0,20}\b(limit|quota)/i)) return 'limit';
  if (says(/company[ _]?account/i) || says(/unknown (module|action|parameter)/i)) return 'refused';
  if (code === 401 || says(/api[ _]?key|unauthori[sz]ed|not authenticated|authentication/i)) return 'sign-in';
  if (code === 403 || says(/permission|access denied|forbidden/i)) return 'forbidden';
  if (forRecord && (code === 404 || says(/not found|does not exist|no such/i))) return 'absent';
  return 'refused';
}

/** Nobody has written down when Scoro's day ends: midnight UTC is taken. */
const nextMidnight = (now: number): number => (Math.floor(now / 86_400_000) + 1) * 86_400_000;

/** Which of the two limits it was, by its words: that of the day, or that of two seconds; where nothing tells, a minute is waited. */
function limitOf(message: string, now: number): { until: number; budget: string } {
  if (/\b(daily|day|today|24 ?h)/i.test(message)) return { until: nextMidnight(now), budget: 'day' };
  if (/too many requests|second|concurrent|rate/i.test(message)) return { until: now + 5_000, budget: 'calls in a moment' };
  return { until: now + 60_000, budget: 'calls' };
}

function sentence(kind: FailureKind, message: string, asked: Asked): string {
  switch (kind) {
    case 'limit':
      return 'Scoro allows no more calls for today.';
    case 'sign-in':
      return 'Scoro does not accept the API key.';
    case 'forbidden':
      return `Scoro does not allow this call: ${message || 'a right is missing'}.`;
    case 'absent':
      return `Scoro has no ${asked.record ?? 'such record'}.`;
    case 'trouble':
      return `Scoro had trouble answering${message && `: ${message}`}.`;
    default:
      return `Scoro refused: ${message || 'no reason was given'}.`;
  }
}

/** The failure behind an answer that says ERROR. */
export function refusal(envelope: Envelope, status: number, asked: Asked): CallFailure {
  const message = messageOf(envelope);
  const code = status >= 400 ? status : envelope.statusCode;
  const kind = kindOf(code ?? null, message, asked.record !== null);
  const limit = kind === 'limit' ? limitOf(message, asked.now) : undefined;
  return new CallFailure(kind, limit && limit.budget !== 'day' ? 'Scoro allows no more calls for the moment.' : sentence(kind, message.replace(/\.$/, ''), asked), {
    system,
    status,
    raw: message,
    endpoint: asked.endpoint,
    ...limit,
  });
}

/** The failure behind an answer that is not what the API gives: a web page, half a JSON, another shape. */
export function unreadable(answer: ApiAnswer, asked: Asked, cause?: unknown): CallFailure {
  const detail = { system, status: answer.status, raw: answer.text.slice(0, longestRaw), endpoint: asked.endpoint, cause };
  if (answer.status >= 500) return new CallFailure('trouble', `Scoro had trouble answering (status ${answer.status}).`, detail);
  const page = /^\s*</.test(answer.text);
  const message = page
    ? "Scoro answered a web page instead of data; check the site's address."
    : "Scoro's answer cannot be read: it broke off or has another form than expected.";
  return new CallFailure('unreadable', message, detail);
}

/** For an id that cannot be one of Scoro's; spares the call. */
export const absent = (record: string, endpoint: string): CallFailure => new CallFailure('absent', `Scoro has no ${record}.`, { system, endpoint });

/** For what cannot be the number of a bookmark; spares the call. */
export const noBookmark = (bookmark: string, endpoint: string): CallFailure =>
  new CallFailure('refused', `Scoro has no bookmark "${bookmark}": a bookmark is named by its number.`, { system, endpoint });

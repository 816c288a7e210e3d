import { pacificTime } from './dates';
import type { Refusal } from './refusal';
import { xmlOf } from './xml';

/** What a request came to: a status and the body without its envelope. */
export interface Outcome {
  status: number;
  body: Record<string, unknown>;
  /** Refused before the data service saw it; such bodies are in lower case. */
  gateway?: boolean;
}

export type Format = 'json' | 'xml';

/** XML unless the caller asks for JSON. */
export const formatOf = (request: Request): Format => (/application\/json/i.test(request.headers.get('accept') ?? '') ? 'json' : 'xml');

export const faultOf = (refusal: Refusal): Record<string, unknown> => ({ Fault: { Error: refusal.errors, type: refusal.type } });

export const refused = (refusal: Refusal): Outcome => ({ status: refusal.status, body: faultOf(refusal) });

/** A refusal by what stands before the data service. */
export const gatewayFault = (status: number, type: string, code: string, message: string, detail: string | null): Outcome => ({
  status,
  gateway: true,
  body: { Fault: { Error: [{ Message: `message=${message}; errorCode=00${code}; statusCode=${status}`, Detail: detail, code }], type } },
});

interface GatewayBody {
  Fault: { Error: { Message: string; Detail: string | null; code: string }[]; type: string };
}

const gatewayJson = ({ Fault }: GatewayBody, now: number) => ({
  warnings: null,
  intuitObject: null,
  fault: { error: Fault.Error.map(({ Message, Detail, code }) => ({ message: Message, detail: Detail, code, element: null })), type: Fault.type },
  report: null,
  queryResponse: null,
  batchItemResponse: [],
  attachableResponse: [],
  syncErrorResponse: null,
  requestId: null,
  time: now,
  status: null,
  cdcresponse: [],
});

/** The answer as it leaves. */
export function answerOf({ status, body, gateway }: Outcome, format: Format, now: number): Response {
  const time = pacificTime(now, true);
  if (format === 'xml') return new Response(xmlOf(body, time), { status, headers: { 'content-type': 'application/xml' } });
  const json = gateway ? gatewayJson(body as unknown as GatewayBody, now) : { ...body, time };
  return new Response(JSON.stringify(json), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });
}

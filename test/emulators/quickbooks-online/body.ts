import { refusal, type Refusal } from './refusal';

export interface Body {
  /** "" when none was given. */
  type: string;
  /** "" when nothing was sent, or nothing in UTF-8. */
  text: string;
  /** The body as JSON. Throws 1050 for another content type, 500 for another encoding, 2010 for what is not JSON. */
  json(): unknown;
}

export const unreadable = (type: string): Refusal => refusal('1050', 'Content type not supported', `The content type ${type || 'null'} is not supported.`);

/** Reads a request's body without judging it yet. */
export async function readBody(request: Request): Promise<Body> {
  const bytes = await request.arrayBuffer();
  const type = request.headers.get('content-type') ?? '';
  let text = '';
  let broken = false;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    broken = true;
  }
  return {
    type,
    text,
    json() {
      if (!/^application\/json\b/i.test(type)) throw unreadable(type);
      if (broken) throw refusal('500', 'Unsupported Operation', 'Operation com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid byte of UTF-8 sequence. is not supported.');
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        throw refusal('2010', 'Request has invalid or unsupported property', `Property Name:${(error as Error).message}`);
      }
    },
  };
}

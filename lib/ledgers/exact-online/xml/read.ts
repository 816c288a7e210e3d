import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** XML of Exact's answers. What declares a document type is not read at all: entities of its own could only do harm. */

const attributes = '@';
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: attributes,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  stopNodes: ['*.InnerXML'],
  isArray: (name) => name === 'Message',
});

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five names XML knows, and characters by their number. */
export function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** XSD of eExact: MessageType. Higher is not worse: 2 is good. */
const kinds = { '0': 'error', '1': 'warning', '2': 'done', '3': 'fatal' } as const;
export type MessageKind = (typeof kinds)[keyof typeof kinds];

/** What Exact says of one record of an upload, or of the whole. */
export interface UploadMessage {
  kind: MessageKind;
  /** "GLTransactions" and "GLTransaction"; empty where the message is of no record. */
  topic: string;
  node: string;
  /** Exact's id and number of the record, where it gives them. */
  key: string;
  keyAlt: string;
  text: string;
}

const text = z.preprocess((value) => (typeof value === 'string' ? decoded(value).trim() : ''), z.string());
const record = z.preprocess((value) => (typeof value === 'object' && value !== null ? value : {}), z.record(z.string(), z.unknown()));
const messageSchema = z.object({
  '@type': z.enum(['0', '1', '2', '3']).transform((type) => kinds[type]),
  Topic: record.transform((topic) => {
    const data = record.parse(topic['Data']);
    return { topic: text.parse(topic['@code']), node: text.parse(topic['@node']), key: text.parse(data['@key']), keyAlt: text.parse(data['@keyAlt']) };
  }),
  Description: text,
});
const answerSchema = z.object({ eExact: z.object({ Messages: record.transform((messages) => messages['Message'] ?? []).pipe(z.array(messageSchema)) }) });

/** The messages of an upload's answer, in their order; null where it is not such an answer. */
export function readMessages(body: string): UploadMessage[] | null {
  if (/<!DOCTYPE/i.test(body) || XMLValidator.validate(body) !== true) return null;
  const answer = answerSchema.safeParse(parser.parse(body));
  if (!answer.success) return null;
  return answer.data.eExact.Messages.map(({ '@type': kind, Topic, Description }) => ({ kind, ...Topic, text: Description }));
}

import type { Scope } from '../state';
import { dayText } from '../values';

/** What is not known of Exact's answers, for tests to try each way. */
export interface XmlBehaviour {
  /** Which records a message is given of. */
  tells: 'each' | 'failures';
  /** What a message says of a record that was made. */
  data: 'key-and-number' | 'number' | 'nothing';
  /** A token that is not valid is answered with a page to sign in on, or as by the REST API. */
  withoutAccess: 'page' | 'status';
}

export const defaultXmlBehaviour = (): XmlBehaviour => ({ tells: 'each', data: 'number', withoutAccess: 'page' });

export interface Told {
  type: 0 | 1 | 2 | 3;
  topic: string;
  node: string;
  key?: string;
  keyAlt?: string;
  text: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function messageOf({ type, topic, node, key = '', keyAlt = '', text }: Told, date: string, { data }: XmlBehaviour): string {
  const named = data === 'nothing' ? '' : `<Data${data === 'number' ? '' : ` key="${escaped(key)}"`} keyAlt="${escaped(keyAlt)}"/>`;
  return `<Message type="${type}"><Topic code="${topic}" node="${node}">${named}</Topic><Date>${date}</Date><Description>${escaped(text)}</Description></Message>`;
}

/** Always with status 200, whatever it says. */
export function answerOf({ world }: Pick<Scope, 'world'>, told: readonly Told[], behaviour: XmlBehaviour): Response {
  const date = `${dayText(world.wall)}T${new Date(world.wall).toISOString().slice(11, 19)}`;
  const shown = behaviour.tells === 'each' ? told : told.filter(({ type }) => type !== 2);
  const body = `<?xml version="1.0" encoding="utf-8"?><eExact xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="eExact-XML.xsd"><Messages>${shown.map((one) => messageOf(one, date, behaviour)).join('')}</Messages></eExact>`;
  return new Response(body, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}

/** Errors are pages for people, with status 200. */
export const page = (title: string): Response =>
  new Response(`<!DOCTYPE html><html><head><title>Exact Online</title></head><body><h1>${title}</h1></body></html>`, { headers: { 'content-type': 'text/html; charset=utf-8' } });

export const signInPage = (): Response =>
  new Response('<!DOCTYPE html><html><head><title>Exact Online</title></head><body><form action="https://login.exact.com/"><input name="UserName"><input type="password"></form></body></html>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element: what a file is made of, children in their order. */
export interface Node {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Node[];
  text: string;
}

/** A file that cannot be read at all: nothing of it is booked. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, processEntities: true, trimValues: true, ignoreDeclaration: true, ignorePiTags: true,
});

type Parsed = Record<string, unknown>;
const attributesKey = ':@';
const textKey = '#text';

function nodesOf(list: readonly Parsed[]): Node[] {
  return list.flatMap((item) => {
    const name = Object.keys(item).find((key) => key !== attributesKey && key !== textKey);
    if (!name) return [];
    const inside = item[name] as Parsed[];
    const text = inside.map((part) => (textKey in part ? String(part[textKey]) : '')).join('');
    return [{ name, attributes: (item[attributesKey] ?? {}) as Record<string, string>, children: nodesOf(inside), text }];
  });
}

/** The root of a file. Throws Unreadable for what is no XML, or declares a document type. */
export function readTree(xml: string): Node {
  if (/<!DOCTYPE/i.test(xml)) throw new Unreadable('For security reasons DTD is prohibited in this XML document.');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Unreadable(`${valid.err.msg} Line ${valid.err.line}, position ${valid.err.col}.`);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml)) throw new Unreadable("' ', hexadecimal value 0x00, is an invalid character.");
  const [root] = nodesOf(parser.parse(xml) as Parsed[]);
  if (!root) throw new Unreadable('Root element is missing.');
  return root;
}

export const childOf = (node: Node | undefined, name: string): Node | undefined => node?.children.find((child) => child.name === name);
export const childrenOf = (node: Node, name: string): Node[] => node.children.filter((child) => child.name === name);
export const textOf = (node: Node | undefined, name: string): string | null => childOf(node, name)?.text || null;
export const attributeOf = (node: Node | undefined, name: string, attribute: string): string | null => childOf(node, name)?.attributes[attribute] || null;

/** XML as text: elements are built, never pasted together. Pure. */

export type Child = string | null | undefined | false;

/** What XML 1.0 has no place for, not even escaped: most control characters, halves of surrogate pairs, two non-characters. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Would the text come back from XML as it went in? Line ends and tabs are not kept by every reader. */
export const survives = (text: string): boolean => text.search(forbidden) < 0 && !/[\t\r\n]/.test(text);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text fit for an element or an attribute. */
export const escaped = (text: string): string => text.replace(forbidden, '').replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** An element with nothing but attributes; those without a value are left out. */
export function empty(name: string, attributes: Readonly<Record<string, string | null>>): string {
  return `<${openingOf(name, attributes)}/>`;
}

/** An element around others; children that are null or false are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | null>>, ...children: readonly Child[]): string {
  return `<${openingOf(name, attributes)}>${children.filter(Boolean).join('')}</${name}>`;
}

/** An element that holds a text; null, and so no element at all, where there is none. */
export const textElement = (name: string, text: string | null): string | null => (text === null || text === '' ? null : `<${name}>${escaped(text)}</${name}>`);

const openingOf = (name: string, attributes: Readonly<Record<string, string | null>>): string =>
  [name, ...Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [`${key}="${escaped(value)}"`]))].join(' ');

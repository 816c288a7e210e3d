import { maskText } from './masking-text';

/** A value that names nobody: a number, a day, a record's key, a short code of capitals, yes or no. */
const impersonal = /^(?:-?\d{1,15}(?:[.,]\d{1,10})?|\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}Z?)?|\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?|[A-Z]{1,4}|true|false)$/i;
/** Of these elements and attributes even a number may be somebody's. */
const personal = /name|phone|mobile|fax|mail|post|zip|address|street|city|bank|iban|vat(?:number|no)|chamber|birth|social|tax_?id/i;
/** Where the other side says what it did and why not. */
const told = /<Message\b[^>]*>[\s\S]*?<\/Message>/g;

const cover = (name: string, value: string): string => (value.trim() === '' || (impersonal.test(value.trim()) && !personal.test(name)) ? value : '•••');

/** Attributes by their names and values; the text of an element likewise. What is not well-formed has no text left either. */
function maskParts(xml: string): string {
  return xml.replace(/<(\/?)([\w:.-]{1,100})((?:\s[^<>]{0,2000})?)(\/?)>([^<]*)/g, (_whole, end: string, name: string, attributes: string, empty: string, text: string) => {
    const shown = attributes.replace(/([\w:.-]{1,100})\s*=\s*("[^"]*"|'[^']*')/g, (_all, key: string, quoted: string) => `${key}="${cover(`${key} ${key === 'code' ? '' : name}`, quoted.slice(1, -1))}"`);
    return `<${end}${name}${shown}${empty}>${end || empty ? cover('', text) : cover(name, text)}`;
  });
}

/**
 * XML with every text covered that could be somebody's: numbers, days, keys and short codes stay, and the words in which the
 * other side says why it refused. Only whole elements of the first `longest` characters are kept.
 */
export function maskXml(xml: string, longest: number): string {
  const start = xml.slice(0, longest);
  const whole = start.slice(0, xml.length > longest ? start.lastIndexOf('<') : undefined);
  const words = [...whole.matchAll(told)].flatMap(([message]) => /<Description>([^<]*)<\/Description>/.exec(message)?.[1] ?? []);
  const masked = maskParts(whole.slice(Math.max(0, whole.search(/<[A-Za-z]/))));
  return [words.length > 0 ? `Messages: ${maskText(words.join('; '))}` : '', masked].filter(Boolean).join('\n');
}

/** Is it XML of data, not a web page? */
export const isXml = (text: string): boolean => /^\s*(?:<\?xml\b|<eExact\b)/.test(text) && !/<!doctype html|<html\b/i.test(text.slice(0, 500));

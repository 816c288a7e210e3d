import { maskText } from './masking-text';
import { isXml, maskXml } from './masking-xml';

export { maskText, maskUrl } from './masking-text';

/** What never reaches a log: secrets by key, wherever they stand. */
const secretKey = /^(api_?key|(user|access|refresh|id)?_?token|(client)?_?secret|code|code_?verifier|authorization|password|web_?hook(_?url)?)$/i;

/** Names of things, which tell what a line was about. */
const nameOfThing = /^(product|product_?group|unit|vat|tax|finance_?account|finance_?object|currency|module|journal)_?names?$/i;

/** Personal data: masked to its first letter, so that a line can still be told from another. Names of any kind but those of things; texts that people write. */
const personalKey =
  /^(\w*names?|free_?form_?number|line[1-5]|(primary_?)?tax_?identifier|\w*(post|postal|zip)_?code|\w*e-?mails?|e-mail|\w*phone|mobile|fax|\w*address(_?line)?_?\d?|\w*street\d?|(\w+_)?city|website|web_?addr|uri|lat|long|birth_?date|vat_?no|vat_?number|id_code|chamber_?of_?commerce|bank_?account|iban|bic(_?code)?|gln|users?|me|description|comments?|notes?|remarks?|memo|private_?note|customer_?memo)$/i;

/** Characters of a body that are kept; of one that tells why something failed more. */
export const bodyKept = 2_000;
export const failedBodyKept = 8_000;
/** A larger body is not even read: it is a list, and taking it apart would hold up the work. */
const largestRead = 300_000;
const maxDepth = 12;

function mask(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return '…';
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if (typeof value === 'string') return maskText(value);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskedEntry(key, item, depth)]));
}

function maskedEntry(key: string, item: unknown, depth: number): unknown {
  if (secretKey.test(key)) return covered(item, depth, () => '•••');
  if (personalKey.test(key) && !nameOfThing.test(key)) return covered(item, depth, (text) => `${text.trim().slice(0, 1)}•••`);
  return mask(item, depth + 1);
}

/** Covers a text or number, also in lists; what stands in an object goes by its own keys. */
function covered(item: unknown, depth: number, cover: (text: string) => string): unknown {
  if (Array.isArray(item)) return depth > maxDepth ? '…' : item.map((entry) => covered(entry, depth + 1, cover));
  if (typeof item === 'number' || (typeof item === 'string' && item !== '')) return cover(String(item));
  return mask(item, depth + 1);
}

/** Data with secrets and personal data masked, for whatever leaves this browser as a file. */
export const maskData = (data: unknown): unknown => mask(data, 0);

const counted = (length: number): string => new Intl.NumberFormat('en').format(length);
const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest)}… (the first ${counted(longest)} of ${counted(text.length)} characters)` : text);

/**
 * A body fit for the Requests page, in so many characters: JSON and XML with secrets and personal data masked; of a web page
 * its beginning; other text, and what is very large, only by its length.
 */
export function maskBody(text: string | undefined, longest = bodyKept): string | null {
  if (!text) return null;
  if (isXml(text)) return `${cut(maskXml(text, longest), longest)}${text.length > longest ? ` (of ${counted(text.length)} characters)` : ''}`;
  if (text.length > largestRead) return `(${counted(text.length)} characters, too many to keep)`;
  try {
    return cut(JSON.stringify(mask(JSON.parse(text), 0)), longest);
  } catch {
    const beginning = /^\s*</.test(text) ? `, beginning "${maskText(text.slice(0, 1000).replace(/\s+/g, ' ').slice(0, 120))}"` : '';
    return `(${counted(text.length)} characters that are not JSON${beginning})`;
  }
}

/** What never reaches a log: secrets by key, wherever they stand. */
const secretKey = /^(api_?key|(user|access|refresh|id)?_?token|(client)?_?secret|code|code_?verifier|authorization|password)$/i;

/** Personal data: masked to its first letter, so that a line can still be told from another. */
const personalKey =
  /^(name|lastname|firstname|full_?name|user_?name|(display|company|given|middle|family|fully_?qualified|print_?on_?check)_?name|free_?form_?number|line[1-5]|(primary_?)?tax_?identifier|postal_?code|company_name|person_name|contact_name|customer_?name|supplier_?name|account_?name|e-?mail|phone|mobile|address(line\d)?|street|zipcode|postcode|city|vatno|vatnumber|id_code|chamberofcommerce|bankaccount|iban)$/i;

const maxLength = 4000;
const maxDepth = 12;

function mask(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return '…';
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskedEntry(key, item, depth)]));
}

function maskedEntry(key: string, item: unknown, depth: number): unknown {
  if (secretKey.test(key)) return covered(item, depth, () => '•••');
  if (personalKey.test(key)) return covered(item, depth, (text) => `${text.trim().slice(0, 1)}•••`);
  return mask(item, depth + 1);
}

/** Covers a text or number, also in lists; what stands in an object goes by its own keys. */
function covered(item: unknown, depth: number, cover: (text: string) => string): unknown {
  if (Array.isArray(item)) return depth > maxDepth ? '…' : item.map((entry) => covered(entry, depth + 1, cover));
  if (typeof item === 'number' || (typeof item === 'string' && item !== '')) return cover(String(item));
  return mask(item, depth + 1);
}

/** A body fit for the Requests page: JSON with secrets and personal data masked, cut to 4,000 characters; of markup its beginning; other text only by its length. */
export function maskBody(text: string | undefined): string | null {
  if (!text) return null;
  try {
    const masked = JSON.stringify(mask(JSON.parse(text), 0));
    return masked.length > maxLength ? `${masked.slice(0, maxLength)}…` : masked;
  } catch {
    const beginning = /^\s*</.test(text) ? `, beginning "${text.slice(0, 1000).replace(/\s+/g, ' ').slice(0, 120)}"` : '';
    return `(${text.length} characters that are not JSON${beginning})`;
  }
}

const personalLiteral = /((?:Name|Email|VATNumber|ChamberOfCommerce)\s+eq\s+)'[^']*(?:''[^']*)*'/gi;
const secretParameter = /([?&](?:api_?key|(?:user|access|refresh|id)?_?token|(?:client)?_?secret|code|password)=)[^&]*/gi;

/** The address without values that name people or give access: a filter's literals and secret parameters are cut. */
export function maskUrl(url: string): string {
  const parsed = new URL(url);
  return `${parsed.origin}${parsed.pathname}${decoded(parsed.search).replace(secretParameter, '$1•••').replace(personalLiteral, "$1'•••'")}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}

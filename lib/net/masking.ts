/** What never reaches a log: secrets by key, wherever they stand. */
const secretKey = /^(api_?key|user_token|access_token|refresh_token|client_secret|code|code_verifier|authorization|password)$/i;

/** Personal data: masked to its first letter, so that a line can still be told from another. */
const personalKey =
  /^(name|lastname|firstname|full_?name|user_?name|company_name|person_name|contact_name|customer_?name|supplier_?name|account_?name|e-?mail|phone|mobile|address(line\d)?|street|zipcode|postcode|city|vatno|vatnumber|id_code|chamberofcommerce|bankaccount|iban)$/i;

const maxLength = 4000;
const maxDepth = 12;

function mask(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return '…';
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskedEntry(key, item, depth)]));
}

function maskedEntry(key: string, item: unknown, depth: number): unknown {
  if (secretKey.test(key) && (typeof item === 'string' || typeof item === 'number')) return '•••';
  if (personalKey.test(key) && typeof item === 'string' && item !== '') return `${item.trim().slice(0, 1)}•••`;
  return mask(item, depth + 1);
}

/** A body fit for the Requests page: JSON with secrets and personal data masked, cut to 4,000 characters; other text only by its length. */
export function maskBody(text: string | undefined): string | null {
  if (!text) return null;
  try {
    const masked = JSON.stringify(mask(JSON.parse(text), 0));
    return masked.length > maxLength ? `${masked.slice(0, maxLength)}…` : masked;
  } catch {
    return `(${text.length} characters that are not JSON, beginning "${text.replace(/\s+/g, ' ').slice(0, 120)}")`;
  }
}

/** The address without values that name people: a filter's literals are cut. */
export function maskUrl(url: string): string {
  const parsed = new URL(url);
  const query = decodeURIComponent(parsed.search).replace(/((?:Name|Email|VATNumber|ChamberOfCommerce)\s+eq\s+)'[^']*(?:''[^']*)*'/gi, "$1'•••'");
  return `${parsed.origin}${parsed.pathname}${query}`;
}

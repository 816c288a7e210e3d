const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Members that are attributes, not elements. */
const attributes: ReadonlySet<string> = new Set(['domain', 'sparse', 'status', 'startPosition', 'maxResults', 'totalCount', 'bId', 'type', 'code', 'element']);
const referenceParts: ReadonlySet<string> = new Set(['value', 'name', 'type']);

const attribute = (name: string, value: unknown): string => ` ${name}="${escaped(String(value))}"`;

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
  const members = Object.entries(value);
  if ('value' in value && members.every(([key]) => referenceParts.has(key))) {
    const named = members.filter(([key]) => key !== 'value').map(([key, part]) => attribute(key, part));
    return `<${name}${named.join('')}>${escaped(String(value.value))}</${name}>`;
  }
  const marks = members.filter(([key, part]) => attributes.has(key) && typeof part !== 'object').map(([key, part]) => attribute(key, part));
  const inner = members.filter(([key, part]) => !attributes.has(key) || typeof part === 'object').map(([key, part]) => element(key, part));
  return inner.length === 0 ? `<${name}${marks.join('')}/>` : `<${name}${marks.join('')}>${inner.join('')}</${name}>`;
}

/** An answer as XML: what a caller gets who does not ask for JSON. */
export function xmlOf(body: Record<string, unknown>, time: string): string {
  const inner = Object.entries(body).map(([name, value]) => element(name, value));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${time}">${inner.join('')}</IntuitResponse>`;
}

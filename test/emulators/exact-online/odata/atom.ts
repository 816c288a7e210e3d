import type { Json } from './render';

type Entity = { [name: string]: Json };

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function entryOf(entity: Entity): string {
  const metadata = entity['__metadata'] as { uri: string } | undefined;
  const properties = Object.entries(entity)
    .filter(([name, value]) => name !== '__metadata' && (value === null || typeof value !== 'object'))
    .map(([name, value]) => (value === null ? `<d:${name} m:null="true"/>` : `<d:${name}>${escaped(String(value))}</d:${name}>`));
  return `<entry><id>${escaped(metadata?.uri ?? '')}</id><content type="application/xml"><m:properties>${properties.join('')}</m:properties></content></entry>`;
}

const namespaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
const prolog = '<?xml version="1.0" encoding="utf-8"?>';

/** What a caller gets that does not ask for JSON. */
export const atomFeed = (title: string, entities: Entity[]): string => `${prolog}<feed ${namespaces}><title>${escaped(title)}</title>${entities.map(entryOf).join('')}</feed>`;
export const atomEntry = (entity: Entity): string => prolog + entryOf(entity).replace('<entry>', `<entry ${namespaces}>`);

import type { Contact } from '../model/contact';
import type { Product } from '../model/product';
import type { SentRow } from '../storage/rows';
import { hashOf } from './booking';

/** What a contact or product said when it last went over, field by field, and what of it is another by now. Hashes: what they say themselves is nobody's business here. */

/** What of a contact a ledger may keep. A person's name is both of its parts. */
export const contactFields = ({ name, vatNumber, registrationNumber, email, phone, website, address }: Contact): Partial<Contact> => ({
  name,
  ...(vatNumber && { vatNumber }),
  ...(registrationNumber && { registrationNumber }),
  ...(email && { email }),
  ...(phone && { phone }),
  ...(website && { website }),
  ...(address && { address }),
});

/** The same of a product. */
export const productFields = ({ name, description, price, unit }: Product): Partial<Product> => ({
  name,
  ...(description !== '' && { description }),
  ...(price !== null && { price }),
  ...(unit && { unit }),
});

/** As many digits of a hash as tell one value of a field from another. */
const shortened = 16;

/** A hash for each field. */
export async function hashesOfFields(fields: object): Promise<Record<string, string>> {
  const hashed = await Promise.all(Object.entries(fields).map(async ([field, value]) => [field, (await hashOf(value)).slice(0, shortened)] as const));
  return Object.fromEntries(hashed);
}

/**
 * The fields that are others than those that were sent. One that is empty by now is not among them: what the ledger has of it
 * stays, and so does what is known to be sent of it. Pure.
 */
export function changedFields<Fields extends object>(now: Fields, hashes: Readonly<Record<string, string>>, sent: SentRow['fields']): Partial<Fields> {
  return Object.fromEntries(Object.entries(now).filter(([field]) => hashes[field] !== sent[field])) as Partial<Fields>;
}

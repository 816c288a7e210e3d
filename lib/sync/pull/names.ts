import type { HostContact, HostProduct } from '../../hosts/writing';
import type { SourceContact, SourceProduct } from '../../ledgers/source';
import { foldName } from '../../mapping/table';
import { sameName } from '../names';

/** Which of the host's records is the ledger's. Pure. */

export type Judged<T> = { is: 'it'; it: T } | { is: 'several'; found: readonly T[] } | { is: 'none' };

function judged<T>(found: readonly T[]): Judged<T> {
  const [first, ...others] = found;
  if (!first) return { is: 'none' };
  return others.length === 0 ? { is: 'it', it: first } : { is: 'several', found };
}

/** A contact by its name. Of several with that name the one with the same e-mail address. */
export function judgeHostContacts({ contact }: Pick<SourceContact, 'contact'>, candidates: readonly HostContact[]): Judged<HostContact> {
  const named = candidates.filter(({ name }) => sameName(name, contact.name));
  if (named.length < 2 || !contact.email) return judged(named);
  const reached = named.filter(({ email }) => email !== undefined && foldName(email) === foldName(contact.email ?? ''));
  return judged(reached.length > 0 ? reached : named);
}

/** A product by its code; without one by its name, which then must have no other code. */
export function judgeHostProducts({ code, name }: Pick<SourceProduct, 'code' | 'name'>, candidates: readonly HostProduct[]): Judged<HostProduct> {
  const byCode = code === null ? [] : candidates.filter((product) => product.code !== null && foldName(product.code) === foldName(code));
  if (byCode.length > 0) return judged(byCode);
  return judged(candidates.filter((product) => sameName(product.name, name) && (code === null || product.code === null)));
}

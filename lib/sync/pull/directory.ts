import type { HostContact, HostProduct, HostWriting } from '../../hosts/writing';
import type { Contact } from '../../model/contact';

/**
 * What the host has of contacts and products, to look in before one is created. For a few records it is asked by name or
 * code each time; for many it is read whole once, and good for a while.
 */
export interface Directory {
  contacts(by: Pick<Contact, 'name' | 'person'>): Promise<HostContact[]>;
  products(code: string | null): Promise<HostProduct[]>;
  /** What was created is found from then on. */
  made(contact: HostContact): void;
}

/** Asked anew each time: for one document, and after a lost answer. */
export const askEachTime = (writing: HostWriting): Directory => ({
  contacts: (by) => writing.listContacts(by),
  products: (code) => (code === null ? writing.listProducts() : writing.listProducts(code)),
  made: () => undefined,
});

/** Another browser may have added something since it was read. */
const holdsFor = 120_000;

/** Everything read at once, and again when that was too long ago. */
export function readWhole(writing: HostWriting, now: () => number): Directory {
  const made: HostContact[] = [];
  const keep = <T>(read: () => Promise<T>) => {
    let kept: { at: number; all: Promise<T> } | null = null;
    return (): Promise<T> => {
      if (!kept || now() - kept.at > holdsFor) kept = { at: now(), all: read() };
      return kept.all;
    };
  };
  const contacts = keep(() => writing.listContacts());
  return {
    contacts: async () => {
      const read = await contacts();
      const ids = new Set(read.map(({ id }) => id));
      return [...read, ...made.filter(({ id }) => !ids.has(id))];
    },
    products: keep(() => writing.listProducts()),
    made: (contact) => void made.push(contact),
  };
}

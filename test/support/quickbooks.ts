import type { QuickBooksOnline } from '../emulators/quickbooks-online';
import { booksHelpers, type BooksHelpers } from '../emulators/quickbooks-online/helpers';
import type { SeedOverrides } from '../emulators/quickbooks-online/seed/company';
import { seedCompany, seedUsCompany } from '../emulators/quickbooks-online/seed/company';
import type { QboRecord } from '../emulators/quickbooks-online/values';
import { createWorld, type World, type WorldOptions } from './world';

export interface QuickBooksWorld extends World {
  quickBooks: QuickBooksOnline;
  /** Somebody at work in its web pages. */
  books: BooksHelpers;
  all(entity: string): QboRecord[];
}

/** A connected world with QuickBooks Online; `company`: what is different about the seeded one. */
export async function quickBooksWorld({ company = {}, isAmerican = false, ...options }: WorldOptions & { company?: SeedOverrides; isAmerican?: boolean } = {}): Promise<QuickBooksWorld> {
  const seed = isAmerican ? seedUsCompany : seedCompany;
  const world = await createWorld({ system: 'quickbooks-online', ...options, quickBooks: { companies: (clock) => [seed(clock, company)], ...options.quickBooks } });
  const quickBooks = world.underTest.emulator as QuickBooksOnline;
  await world.connect();
  return Object.assign(world, { quickBooks, books: booksHelpers(quickBooks.company()), all: (entity: string) => quickBooks.company().all(entity) });
}

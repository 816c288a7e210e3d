/** The database was written by a later version of the extension than the one that runs. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  constructor() {
    super('The data in this browser was written by a newer version of Ledgerbar. This version leaves it untouched.');
  }
}

/**
 * The browser's databases, but for one thing: opened without a version, they answer NewerDatabase. Dexie asks like that when
 * it finds a later version than it knows, and would then work on it, and even change its schema, without knowing its rules.
 * Nothing where there are no databases at all.
 */
export function refusingNewer(): { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } {
  const { indexedDB: factory, IDBKeyRange: keyRange } = globalThis;
  if (!factory) return {};
  const refusing: IDBFactory = {
    open(name, version) {
      if (version === undefined) throw new NewerDatabase();
      return factory.open(name, version);
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
    cmp: (first, second) => factory.cmp(first, second),
  };
  return { indexedDB: refusing, IDBKeyRange: keyRange };
}

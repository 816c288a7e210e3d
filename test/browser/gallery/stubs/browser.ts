const event = { addListener: () => undefined, removeListener: () => undefined };

/** `?cleared` and the like: the alert that stands. */
const now = Date.now();
const alerts: Record<string, object> = {
  cleared: { kind: 'cleared', at: now, seen: now - 86_400_000, lost: { connections: 2, mappings: 14, links: 1204 } },
  broken: { kind: 'cannot-open', at: now, raw: 'UnknownError: Internal error opening backing store for indexedDB.open.' },
  newer: { kind: 'newer', at: now },
  full: { kind: 'full', at: now },
};
const alert = alerts[location.search.slice(1).split('&')[0] ?? ''];
const area = (kind: 'local' | 'session') => ({ get: async () => (alert && ('lost' in alert) === (kind === 'local') ? { storageAlert: alert } : {}) });

/** Just enough of the extension API for the components. */
export const browser = {
  runtime: { id: 'gallery', getURL: (path: string) => path, getManifest: () => ({ name: 'Ledgerbar', version: '0.1.0' }) },
  identity: { getRedirectURL: () => 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/' },
  permissions: {
    contains: async ({ origins = [] }: { origins?: string[] }) => !origins.some((origin) => origin.includes('beta')),
    request: async () => true,
    onAdded: event,
    onRemoved: event,
  },
  tabs: { create: async () => undefined, query: async () => [{ url: location.search.includes('contact') ? 'https://acme.scoro.com/contacts/view/12' : 'https://acme.scoro.com/invoices' }] },
  storage: { local: area('local'), session: area('session'), onChanged: event },
};

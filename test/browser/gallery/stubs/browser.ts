const event = { addListener: () => undefined, removeListener: () => undefined };

/** Just enough of the extension API for the components. */
export const browser = {
  runtime: { id: 'gallery', getURL: (path: string) => path, getManifest: () => ({ name: 'Ledgerbar', version: '0.1.0' }) },
  identity: { getRedirectURL: () => 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/' },
  permissions: {
    contains: async ({ origins }: { origins: string[] }) => !origins.some((origin) => origin.includes('beta')),
    request: async () => true,
    onAdded: event,
    onRemoved: event,
  },
  tabs: { create: async () => undefined },
};

/** The pages of options.html, in the order of the menu. */
export const routes = ['connections', 'sync', 'mappings', 'documents', 'log', 'requests', 'about'] as const;
export type Route = (typeof routes)[number];

export const routeNames: Record<Route, string> = {
  connections: 'Connections',
  sync: 'Sync',
  mappings: 'Mappings',
  documents: 'Documents',
  log: 'Log',
  requests: 'Requests',
  about: 'About',
};

/** The route of an address's hash; the first one for anything unknown. Pure. */
export function routeOf(hash: string): Route {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[0];
  return routes.find((route) => route === name) ?? 'connections';
}

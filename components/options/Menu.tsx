import { routeNames, routes, type Route } from './routes';

/** The menu, with what needs the user beside the page where it is mended. */
export function Menu({ route, badges }: { route: Route; badges: Partial<Record<Route, number>> }) {
  return (
    <nav aria-label="Options">
      <div class="brand">
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <rect width="20" height="20" rx="5" />
          <path d="M5 6.5h10M5 10h6.5M5 13.5h8.5" />
        </svg>
        Ledgerbar
      </div>
      {routes.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={name === route ? 'page' : undefined}>
          {routeNames[name]}
          {badges[name] ? (
            <span class="badge">
              {badges[name]}
              <span class="hidden-visually"> to mend</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { forgetUnsaved, hasUnsaved } from './unsaved';
import { routeOf, type Route } from './routes';

/** The route shown, and the one that waits for an answer because something is not saved. */
export function useRoute() {
  const [route, setRoute] = useState<Route>(() => routeOf(location.hash));
  const [held, setHeld] = useState<Route | null>(null);

  useEffect(() => {
    const follow = () => {
      const next = routeOf(location.hash);
      if (next === route) return;
      if (hasUnsaved()) {
        history.replaceState(null, '', `#/${route}`);
        setHeld(next);
      } else {
        setRoute(next);
      }
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    addEventListener('hashchange', follow);
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('beforeunload', warn);
    };
  }, [route]);

  return {
    route,
    held,
    stay: () => setHeld(null),
    leave: () => {
      forgetUnsaved();
      setHeld(null);
      if (held) location.hash = `#/${held}`;
    },
  };
}

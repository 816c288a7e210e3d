import type { Observable } from 'dexie';
import { useEffect, useState } from 'preact/hooks';

/** The newest answer of a live query; undefined until the first. `make` is called again when a key changes. */
export function useObservable<T>(make: () => Pick<Observable<T>, 'subscribe'>, keys: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = make().subscribe({
      next: setValueOf,
      error: reportError,
    });
    function setValueOf(next: T) {
      setValue(() => next);
    }
    return () => subscription.unsubscribe();
  }, keys);
  return value;
}

import type { Observable } from 'dexie';

/** The first answer of a live query. */
export function once<T>(watched: Observable<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = watched.subscribe({
      next(value) {
        // It may answer at once, before there is anything to end.
        queueMicrotask(() => subscription.unsubscribe());
        resolve(value);
      },
      error: reject,
    });
  });
}

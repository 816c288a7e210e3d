/** Milliseconds before a lost or failed world is made anew. */
const pause = 1_000;
const retryAfter = 5_000;

interface Alive {
  /** Rejects when it cannot work. */
  ready: Promise<void>;
}

/**
 * Holds the world that works now, and makes another when its database was lost, or on demand when it could not come up.
 * `start` is given what to call at the loss, and what to wait for before it begins.
 */
export function createWorlds<World extends Alive>(start: (lost: () => void, begin: Promise<void>) => World, now: () => number): () => World {
  let failedAt: number | null = null;
  const make = (begin: Promise<void>): World => {
    failedAt = null;
    const made = start(() => {
      world = make(new Promise((resolve) => setTimeout(resolve, pause)));
    }, begin);
    // Told by an alert; here it only has to be known.
    made.ready.catch(() => {
      if (made === world) failedAt = now();
    });
    return made;
  };
  let world = make(Promise.resolve());
  return () => {
    if (failedAt !== null && now() - failedAt >= retryAfter) world = make(Promise.resolve());
    return world;
  };
}

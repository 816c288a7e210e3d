/** As much of the extension API as the bar needs itself; the polyfill for it alone would be a sixth of its size. */
const api = globalThis as { browser?: { runtime?: { id?: string } }; chrome?: { runtime?: { id?: string } } };

/** False once the extension was updated, reloaded or removed under this page. */
export function isAlive(): boolean {
  try {
    return Boolean((api.browser ?? api.chrome)?.runtime?.id);
  } catch {
    return false;
  }
}

/** What a failed message means: ask again, or this script belongs to an extension that is gone. */
export function judgeFailure(error: unknown, alive: boolean = isAlive()): 'again' | 'gone' {
  const text = error instanceof Error ? error.message : String(error);
  return !alive || text.includes('Extension context invalidated') ? 'gone' : 'again';
}

/** Transport trouble: nobody listened yet, or the worker died on the way. Anything else is an answer. */
export function isTransport(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /Receiving end does not exist|Could not establish connection|port closed|channel closed|No response/i.test(text);
}

/** Sends a command that may safely be said twice; says it again when it got lost on the way. */
export async function tell<T>(say: () => Promise<T>, pause = 300, tries = 4): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await say();
    } catch (error) {
      if (attempt >= tries || !isTransport(error) || judgeFailure(error) === 'gone') throw error;
      await new Promise((resolve) => setTimeout(resolve, pause * attempt));
    }
  }
}

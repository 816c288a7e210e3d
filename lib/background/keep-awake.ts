import { browser } from 'wxt/browser';

const interval = 20_000;
let pending = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Keeps the background awake while the work is pending, and no longer: a cheap extension call every 20 s resets the
 * idle timer of both browsers, which would otherwise end the background after 30 s in the middle of a call.
 */
export async function keepAwake<T>(work: Promise<T>): Promise<T> {
  pending += 1;
  timer ??= setInterval(() => void browser.runtime.getPlatformInfo(), interval);
  try {
    return await work;
  } finally {
    pending -= 1;
    if (pending === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }
}

import { browser } from 'wxt/browser';
import { keepAwake } from './keep-awake';

export const queueAlarm = 'queue';
/** Browsers give packed extensions no alarm sooner than this. */
const soonestAlarm = 30_000;

let cancel: () => void = () => undefined;

/** A moment to wait for with the worker kept up; calling the answer ends it early. */
function waitAwake(milliseconds: number, then: () => void): () => void {
  let end: () => void = () => undefined;
  void keepAwake(
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        resolve();
        then();
      }, milliseconds);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
    }),
  );
  return end;
}

/** A background that dies before it has looked at its queue is brought back too: a killed browser may have forgotten its alarms. */
export const wakeAgain = (): Promise<void> => browser.alarms.create(queueAlarm, { when: Date.now() + soonestAlarm });

/**
 * Has `wake` called at the moment: by an alarm, which outlives the worker, and for what comes sooner than alarms may
 * also by a timer that keeps the worker up until then.
 */
export function createWaker(wake: () => void, now: () => number): (moment: number | null) => void {
  return (moment) => {
    cancel();
    cancel = () => undefined;
    if (moment === null) return void browser.alarms.clear(queueAlarm);
    const wait = Math.max(0, moment - now());
    // Alarms go by the machine's own clock, whatever the servers say of it.
    void browser.alarms.create(queueAlarm, { when: Date.now() + Math.max(wait, soonestAlarm) });
    if (wait < soonestAlarm) cancel = waitAwake(wait, wake);
  };
}

import { browser } from 'wxt/browser';
import { CallFailure } from '../net/failure';
import { messageBody, postText } from '../net/post-text';
import { recordRequest } from '../storage/logs';
import type { Channel, ConnectionRow } from '../storage/rows';
import type { SyncContext } from '../sync/context';
import { nextToTell, tellDue, tellTest, type Messenger } from '../sync/notify/tell';
import { secretNames } from '../sync/session';

export const notifyAlarm = 'notify';
/** Browsers give packed extensions no alarm sooner than this. It also gathers what goes wrong at the same time. */
const soonestAlarm = 30_000;
/** Until what may have changed is looked at: many changes are one look. */
const lookAfter = 5_000;

/** The permission is optional: without it the browser has no such thing. */
const mayNotify = async (): Promise<boolean> => browser.notifications !== undefined && (await browser.permissions.contains({ permissions: ['notifications'] }));

/** Posts to the connection's webhook; the call stands in the Requests log without the address's path, which gives access. */
async function post(context: SyncContext, connection: ConnectionRow, text: string): Promise<void> {
  const address = await context.vault.read(secretNames(connection.id).webhook);
  if (!address) throw new Error('Its address is not known in this browser. Set it again.');
  const at = context.now();
  const record = (failure: string | null) =>
    recordRequest(context.database, {
      at, connection: connection.id, system: new URL(address).host, method: 'POST', url: `${new URL(address).origin}/•••`, purpose: 'tell of what needs you', status: null, failure,
      milliseconds: context.now() - at, minuteLeft: null, dayLeft: null, requestBody: `(${messageBody(text).length} characters, not kept: they may name people)`, answerBody: null,
    });
  try {
    await postText(context.fetch, address, text);
  } catch (error) {
    await record(error instanceof CallFailure ? error.kind : 'no-answer');
    throw error;
  }
  await record(null);
}

/** The ways out of this browser. */
export const createMessenger = (context: SyncContext): Messenger => ({
  able: async () => new Set<Channel>([...((await mayNotify()) ? (['desktop'] as const) : []), 'webhook']),
  show: async (id, { title, message }) => void (await browser.notifications.create(id, { type: 'basic', iconUrl: browser.runtime.getURL('/icon/128.png' as never), title, message })),
  post: (connection, text) => post(context, connection, text),
});

/** One alarm for all connections: for the moment when somebody is next to be told of something; none where nobody is. */
export async function reconcileNotifyAlarm(context: SyncContext): Promise<void> {
  const due = await nextToTell(context, createMessenger(context));
  const alarm = await browser.alarms.get(notifyAlarm);
  if (due === null) return void (alarm && (await browser.alarms.clear(notifyAlarm)));
  // Alarms go by the machine's own clock, whatever the servers say of it.
  const now = Date.now();
  const when = now + Math.max(due - context.now(), soonestAlarm);
  // What is due is not put off by whoever looks at it again.
  const isSet = alarm && alarm.scheduledTime >= now && alarm.scheduledTime <= when + 1_000 && (alarm.scheduledTime >= when - 1_000 || when === now + soonestAlarm);
  if (!isSet) await browser.alarms.create(notifyAlarm, { when });
}

/** Sets the alarm right soon after something may have changed, however often it does. A worker that dies before that does it at its next start. */
export function createNotifyLook(context: SyncContext): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void reconcileNotifyAlarm(context).catch(() => undefined);
    }, lookAfter);
  };
}

/** The alarm rang. */
export const tellNow = (context: SyncContext): Promise<void> => tellDue(context, createMessenger(context)).finally(() => reconcileNotifyAlarm(context));

export const tryNotification = (context: SyncContext, connection: ConnectionRow): Promise<string> => tellTest(createMessenger(context), connection);

const openLog = (id: string): void => {
  void browser.notifications.clear(id);
  void browser.tabs.create({ url: browser.runtime.getURL('/options.html#/log' as never) });
};

/** A press on a notification leads to the log. Synchronously at the start, and once more when the permission was just given. */
export function listenToNotifications(): void {
  if (browser.notifications === undefined || browser.notifications.onClicked.hasListener(openLog)) return;
  browser.notifications.onClicked.addListener(openLog);
}

import type { Channel, ConnectionRow, JobRow, Notified } from '../../storage/rows';
import { noteConnection, type SyncContext } from '../context';
import { begun, channelsOf, duesOf, untold, type Due, type Facts } from './due';
import { openErrorsOf, type OpenError } from './errors';
import { digestOnScreen, digestText, newsOnScreen, newsText, type Summary } from './text';

/** Tells somebody what is due. What was told is stored once it has arrived, so that a killed worker neither loses nor, on the screen, repeats it. */

/** How messages get out. */
export interface Messenger {
  able(): Promise<ReadonlySet<Channel>>;
  /** Shows a notification; one with the same id takes the place of the first. */
  show(id: string, message: { title: string; message: string }): Promise<void>;
  /** Throws when it did not arrive. */
  post(connection: ConnectionRow, text: string): Promise<void>;
}

async function factsOf(context: SyncContext, messenger: Messenger, connection: ConnectionRow): Promise<Facts> {
  const jobs = await context.database.jobs.where('[connection+state]').anyOf([[connection.id, 'blocked'], [connection.id, 'failed']]).toArray();
  return { connection, errors: openErrorsOf(connection, jobs), able: await messenger.able(), online: context.online(), now: context.now() };
}

/** Nothing is looked up for a connection nobody is to be told of. */
const isWanted = ({ sync, webhookHost }: ConnectionRow): boolean => sync.notify?.desktop === true || webhookHost !== undefined;

const wantedIds = async ({ database }: SyncContext): Promise<string[]> => (await database.connections.toArray()).filter(isWanted).map(({ id }) => id);

/** One at a time looks at what was told of a connection, or tells. */
const alone = <T>(context: SyncContext, id: string, work: () => Promise<T>): Promise<T> => context.exclusively(`notify:${id}`, work);

/** When somebody is next to be told of something; null where nobody is. Begins the periods of summaries that were just asked for. */
export async function nextToTell(context: SyncContext, messenger: Messenger): Promise<number | null> {
  let soonest: number | null = null;
  for (const id of await wantedIds(context)) {
    const at = await alone(context, id, () => nextOf(context, messenger, id));
    if (at !== null) soonest = Math.min(soonest ?? Infinity, at);
  }
  return soonest;
}

async function nextOf(context: SyncContext, messenger: Messenger, id: string): Promise<number | null> {
  const connection = await context.database.connections.get(id);
  if (!connection) return null;
  const facts = await factsOf(context, messenger, connection);
  const notified = begun(facts);
  if (notified) await change(context, id, () => notified);
  return duesOf(notified ? { ...facts, connection: { ...connection, notified } } : facts)[0]?.at ?? null;
}

/** Tells what is due now, of all connections. One connection's failure keeps no other from being told. */
export async function tellDue(context: SyncContext, messenger: Messenger): Promise<void> {
  for (const id of await wantedIds(context)) await alone(context, id, () => tellOf(context, messenger, id));
}

async function tellOf(context: SyncContext, messenger: Messenger, id: string): Promise<void> {
  // A summary marks what it lists as told: what is left for the news is looked at anew.
  const done = new Set<string>();
  for (;;) {
    const connection = await context.database.connections.get(id);
    if (!connection) return;
    const facts = await factsOf(context, messenger, connection);
    const due = duesOf(facts).find((one) => one.at <= facts.now && !done.has(`${one.channel}/${one.what}`));
    if (!due) return;
    done.add(`${due.channel}/${due.what}`);
    await (due.what === 'news' ? tellNews(context, messenger, connection, facts, due) : tellDigest(context, messenger, connection, facts, due));
  }
}

async function tellNews(context: SyncContext, messenger: Messenger, connection: ConnectionRow, { errors }: Facts, { channel }: Due): Promise<void> {
  const fresh = untold(errors, channel);
  const id = `news/${connection.id}/${connection.notified?.newsAt?.[channel] ?? 0}`;
  const arrived = await deliver(context, messenger, connection, channel, id, newsText(connection.id, fresh), newsOnScreen(connection.id, fresh));
  await remember(context, connection, channel, arrived ? fresh : [], (notified, now) => ({ ...notified, newsAt: { ...notified.newsAt, [channel]: now } }));
}

async function tellDigest(context: SyncContext, messenger: Messenger, connection: ConnectionRow, { errors, now }: Facts, { channel }: Due): Promise<void> {
  const { notified = {} } = connection;
  const since = notified.digestUntil?.[channel] ?? now;
  const sent = await context.database.links.where({ connection: connection.id }).filter(({ sentAt, brought }) => !brought && sentAt > since && sentAt <= now).count();
  const summary: Summary = { connection: connection.id, errors, sent, since, now, locale: context.locale };
  const isEmpty = sent === 0 && errors.length === 0;
  const id = `digest/${connection.id}/${notified.digestAt?.[channel] ?? 0}`;
  const arrived = isEmpty || (await deliver(context, messenger, connection, channel, id, digestText(summary), digestOnScreen(summary)));
  await remember(context, connection, channel, arrived ? errors : [], (before) => ({
    ...before,
    digestAt: { ...before.digestAt, [channel]: now },
    ...(arrived && { digestUntil: { ...before.digestUntil, [channel]: now } }),
  }));
}

/** True when it arrived, as far as can be known. What did not comes again with what is told next. */
async function deliver(context: SyncContext, messenger: Messenger, connection: ConnectionRow, channel: Channel, id: string, text: string, onScreen: { title: string; message: string }): Promise<boolean> {
  try {
    await (channel === 'desktop' ? messenger.show(id, onScreen) : messenger.post(connection, text));
  } catch (error) {
    if (channel === 'webhook') await noteFailure(context, connection, error instanceof Error ? error.message : String(error));
    return false;
  }
  if (channel === 'webhook' && connection.notified?.failingSince !== undefined) {
    await noteConnection(context, connection, 'notify', `Messages arrive at ${connection.webhookHost ?? 'the webhook'} again.`, 'info');
    await change(context, connection.id, ({ failingSince: _over, ...notified }) => notified);
  }
  return true;
}

/** Once, until it works again: the same line every quarter of an hour would help nobody. */
async function noteFailure(context: SyncContext, connection: ConnectionRow, why: string): Promise<void> {
  if (connection.notified?.failingSince !== undefined) return;
  await noteConnection(context, connection, 'notify-failed', `A message could not be posted: ${why} It is tried again with the next one. The address is set on the Sync page.`, 'warn');
  await change(context, connection.id, (notified) => ({ ...notified, failingSince: context.now() }));
}

const change = (context: SyncContext, id: string, to: (notified: Notified) => Notified): Promise<unknown> =>
  context.database.connections.where('id').equals(id).modify((row) => void (row.notified = to(row.notified ?? {})));

/** Stores what was told, together: never half of it. */
async function remember(context: SyncContext, connection: ConnectionRow, channel: Channel, told: readonly OpenError[], to: (notified: Notified, now: number) => Notified): Promise<void> {
  const { database, now } = context;
  const marks = new Map(told.map(({ key, mark }) => [key, mark]));
  const ofConnection = marks.get('');
  await database.transaction('rw', [database.jobs, database.connections], async () => {
    await database.jobs.where('id').anyOf([...marks.keys()].filter(Boolean)).modify((job: JobRow) => void (job.told = { ...job.told, [channel]: marks.get(job.id) ?? '' }));
    await change(context, connection.id, (notified) => ({ ...to(notified, now()), ...(ofConnection !== undefined && { told: { ...notified.told, [channel]: ofConnection } }) }));
  });
}

/** Says by every way that is set that it works. Returns what was done, in a sentence; throws with why it could not be. */
export async function tellTest(messenger: Messenger, connection: ConnectionRow): Promise<string> {
  const channels = channelsOf({ connection, able: await messenger.able() });
  if (channels.length === 0) throw new Error('No way of being told is set, or this browser does not let notifications be shown. Set one and save first.');
  const text = `Ledgerbar, ${connection.id}: this is a test. Messages like this come when documents need you.`;
  if (channels.includes('desktop')) await messenger.show(`test/${connection.id}`, { title: `${connection.id}: this is a test`, message: 'Notifications like this come when documents need you.' });
  if (channels.includes('webhook')) await messenger.post(connection, text);
  const done = [channels.includes('desktop') && 'A notification was shown', channels.includes('webhook') && `a message was posted to ${connection.webhookHost ?? 'the webhook'}; look there, since whether it was taken cannot be seen from here`].filter(Boolean).join(', and ');
  return `${done.charAt(0).toUpperCase()}${done.slice(1)}.`;
}

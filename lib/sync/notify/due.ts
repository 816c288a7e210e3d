import type { Channel, ConnectionRow, Notified } from '../../storage/rows';
import type { OpenError } from './errors';

/** When somebody is told of what. All of it is pure; moments in epoch milliseconds. */

const minute = 60_000;
/** New errors are told together, at most this often by each way. */
export const batchEvery = 15 * minute;
/** Until the webhook is tried again while the computer is offline. */
const offlineInterval = 5 * minute;
const hour = 60 * minute;
/** When a day's summary is made, by the clock of the computer. */
export const dailyAt = 8;

export interface Facts {
  connection: Pick<ConnectionRow, 'sync' | 'notified' | 'webhookHost'>;
  errors: readonly OpenError[];
  /** What this browser can do now. */
  able: ReadonlySet<Channel>;
  online: boolean;
  now: number;
}

/** The ways that are set and possible. */
export function channelsOf({ connection: { sync, webhookHost }, able }: Pick<Facts, 'connection' | 'able'>): Channel[] {
  const wanted: Channel[] = [...(sync.notify?.desktop ? (['desktop'] as const) : []), ...(webhookHost === undefined ? [] : (['webhook'] as const))];
  return wanted.filter((channel) => able.has(channel));
}

export const untold = (errors: readonly OpenError[], channel: Channel): OpenError[] => errors.filter(({ told, mark }) => told[channel] !== mark);

/** The end of the summary's period that began then: an hour later, or at eight in the morning. */
export function digestAfter(began: number, digest: 'hourly' | 'daily'): number {
  if (digest === 'hourly') return began + hour;
  const morning = new Date(began);
  morning.setHours(dailyAt, 0, 0, 0);
  if (morning.getTime() <= began) morning.setDate(morning.getDate() + 1);
  return morning.getTime();
}

/** A moment that lies ahead was noted by a clock that was wrong. */
const past = (moment: number | undefined, now: number): number | undefined => (moment === undefined || moment > now ? undefined : moment);

/** When new errors are to be told by that way; null where there are none, or they wait for the summary. */
function newsDue({ connection: { sync, notified }, errors, now }: Facts, channel: Channel): number | null {
  const waitsForDigest = channel === 'webhook' && (sync.notify?.digest ?? 'off') !== 'off';
  if (waitsForDigest || untold(errors, channel).length === 0) return null;
  const last = past(notified?.newsAt?.[channel], now);
  return last === undefined ? now : Math.max(now, last + batchEvery);
}

function digestDue({ connection: { sync, notified }, now }: Facts, channel: Channel): number | null {
  const digest = sync.notify?.digest ?? 'off';
  return digest === 'off' ? null : Math.max(now, digestAfter(past(notified?.digestAt?.[channel], now) ?? now, digest));
}

export interface Due {
  channel: Channel;
  what: 'news' | 'digest';
  at: number;
}

/** Everything that is to be told and when, the soonest first. */
export function duesOf(facts: Facts): Due[] {
  const dues = channelsOf(facts).flatMap((channel): Due[] => {
    const held = channel === 'webhook' && !facts.online ? facts.now + offlineInterval : 0;
    const moments = [['digest', digestDue(facts, channel)], ['news', newsDue(facts, channel)]] as const;
    return moments.flatMap(([what, at]) => (at === null ? [] : [{ channel, what, at: Math.max(at, held) }]));
  });
  return dues.sort((a, b) => a.at - b.at);
}

/** What was noted, with the summaries that are wanted from now on begun, and what is over forgotten. Null where nothing changes. */
export function begun(facts: Facts): Notified | null {
  const { connection, errors, now } = facts;
  const { told, digestAt, digestUntil, ...rest } = connection.notified ?? {};
  const isOff = (connection.sync.notify?.digest ?? 'off') === 'off';
  const fresh = isOff ? [] : channelsOf(facts).filter((channel) => past(digestAt?.[channel], now) === undefined);
  const isOver = told !== undefined && errors.every(({ key }) => key !== '');
  const isDropped = isOff && digestAt !== undefined;
  if (fresh.length === 0 && !isOver && !isDropped) return null;
  const begin = Object.fromEntries(fresh.map((channel) => [channel, now]));
  return { ...rest, ...(told && !isOver && { told }), ...(!isOff && { digestAt: { ...digestAt, ...begin }, digestUntil: { ...digestUntil, ...begin } }) };
}

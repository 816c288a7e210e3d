import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NotifySettings } from '../../../../lib/settings';
import type { Channel, Notified, Told } from '../../../../lib/storage/rows';
import { batchEvery, begun, channelsOf, digestAfter, duesOf, type Facts } from '../../../../lib/sync/notify/due';
import type { OpenError } from '../../../../lib/sync/notify/errors';
import { connection, now } from '../samples';

const hour = 3_600_000;
const error = (told: Told = {}, key = 'a'): OpenError => ({ key, subject: 'invoice 1', cause: 'contact missing', message: 'It is missing', mark: 'contact-missing', told });

const facts = ({ notify, webhookHost, notified, ...more }: Partial<Omit<Facts, 'connection'>> & { notify?: NotifySettings; webhookHost?: string; notified?: Notified } = {}): Facts => ({
  connection: connection({ sync: { ...connection().sync, ...(notify && { notify }) }, ...(webhookHost && { webhookHost }), ...(notified && { notified }) }),
  errors: [error()], able: new Set<Channel>(['desktop', 'webhook']), online: true, now, ...more,
});
const desktop = { notify: { desktop: true } } as const;
const webhook = { webhookHost: 'hooks.example.com' } as const;

describe('feature 48: the ways', () => {
  it('are those that are set, and that this browser can use', () => {
    expect(channelsOf(facts())).toEqual([]);
    expect(channelsOf(facts({ ...desktop, ...webhook }))).toEqual(['desktop', 'webhook']);
    expect(channelsOf(facts({ ...desktop, ...webhook, able: new Set(['webhook']) }))).toEqual(['webhook']);
  });
});

describe('feature 48: new errors', () => {
  it('are told once, and again only when they are others', () => {
    expect(duesOf(facts(desktop))).toEqual([{ channel: 'desktop', what: 'news', at: now }]);
    expect(duesOf(facts({ ...desktop, errors: [error({ desktop: 'contact-missing' })] }))).toEqual([]);
    expect(duesOf(facts({ ...desktop, errors: [error({ desktop: 'tax-code-missing' })] }))).toHaveLength(1);
    expect(duesOf(facts({ ...desktop, errors: [error({ webhook: 'contact-missing' })] }))).toHaveLength(1);
  });

  it('are told together, at most every quarter of an hour', () => {
    expect(duesOf(facts({ ...desktop, notified: { newsAt: { desktop: now - 60_000 } } }))[0]?.at).toBe(now - 60_000 + batchEvery);
    expect(duesOf(facts({ ...desktop, notified: { newsAt: { desktop: now - hour } } }))[0]?.at).toBe(now);
  });

  it('are not put off by a clock that was ahead', () => {
    expect(duesOf(facts({ ...desktop, notified: { newsAt: { desktop: now + 9 * hour } } }))[0]?.at).toBe(now);
  });

  it('wait for the net at the webhook alone', () => {
    const both = duesOf(facts({ ...desktop, ...webhook, online: false }));
    expect(both.find(({ channel }) => channel === 'desktop')?.at).toBe(now);
    expect(both.find(({ channel }) => channel === 'webhook')?.at).toBe(now + 300_000);
  });

  it('wait for the summary at the webhook, where one is wanted', () => {
    expect(duesOf(facts({ notify: { digest: 'hourly' }, ...webhook, notified: { digestAt: { webhook: now } } }))).toEqual([{ channel: 'webhook', what: 'digest', at: now + hour }]);
  });

  it('keep their distance whatever was noted', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 * batchEvery }), (ago) => {
      const [due] = duesOf(facts({ ...desktop, notified: { newsAt: { desktop: now - ago } } }));
      return due !== undefined && due.at >= now && due.at - (now - ago) >= batchEvery;
    }));
  });
});

describe('feature 48: the summary', () => {
  it('comes every hour, or every day at eight by the clock of the computer', () => {
    expect(digestAfter(now, 'hourly')).toBe(now + hour);
    const at = (hours: number) => new Date(2026, 10, 21, hours, 30).getTime();
    expect(new Date(digestAfter(at(7), 'daily'))).toEqual(new Date(2026, 10, 21, 8));
    expect(new Date(digestAfter(at(8), 'daily'))).toEqual(new Date(2026, 10, 22, 8));
  });

  it('begins when it is asked for, and is forgotten when it is not wanted any more', () => {
    const wanted = facts({ notify: { desktop: true, digest: 'hourly' } });
    expect(begun(wanted)).toEqual({ digestAt: { desktop: now }, digestUntil: { desktop: now } });
    expect(begun(facts({ notify: { desktop: true, digest: 'hourly' }, notified: { digestAt: { desktop: now - hour } } }))).toBeNull();
    expect(begun(facts({ ...desktop, notified: { newsAt: { desktop: 1 }, digestAt: { desktop: now - hour }, digestUntil: { desktop: now - hour } } }))).toEqual({ newsAt: { desktop: 1 } });
  });

  it('that was missed while the browser was closed comes once, at once', () => {
    const missed = duesOf(facts({ notify: { desktop: true, digest: 'hourly' }, errors: [], notified: { digestAt: { desktop: now - 100 * hour } } }));
    expect(missed).toEqual([{ channel: 'desktop', what: 'digest', at: now }]);
  });
});

it('feature 48: a connection that works again is told of anew when it breaks', () => {
  const broken = facts({ ...desktop, errors: [error({}, '')], notified: { told: { desktop: 'trouble' } } });
  expect(begun(broken)).toBeNull();
  expect(begun({ ...broken, errors: [] })).toEqual({});
});

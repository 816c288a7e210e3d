import { describe, expect, it } from 'vitest';
import type { OpenError } from '../../../../lib/sync/notify/errors';
import { digestOnScreen, digestText, mailtoOf, newsOnScreen, newsText } from '../../../../lib/sync/notify/text';

const now = Date.parse('2026-11-21T10:00:00Z');
const error = (n: number): OpenError => ({ key: `j${n}`, subject: `invoice ${n}`, cause: 'contact missing', message: `Globex ${n} is not a customer yet`, mark: 'm', told: {} });
const broken: OpenError = { key: '', subject: 'the connection', cause: 'sign-in needed', message: 'The sign-in has ended.', mark: 's', told: {} };

describe('feature 48: the words', () => {
  it('count, and name each document with its cause', () => {
    expect(newsText('acme', [error(1)])).toBe('Ledgerbar, acme: 1 document needs you.\n- invoice 1: contact missing');
    expect(newsText('acme', [broken])).toBe('Ledgerbar, acme: the connection needs you.\n- the connection: sign-in needed');
    expect(newsText('acme', [broken, error(1), error(2)]).split('\n')[0]).toBe('Ledgerbar, acme: the connection and 2 documents need you.');
  });

  it('stop after some lines and say how many are left', () => {
    const lines = newsText('acme', Array.from({ length: 40 }, (_, n) => error(n))).split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([17, '- and 25 more, on the Log page of Ledgerbar']);
  });

  it('say on the screen the first cause in full', () => {
    expect(newsOnScreen('acme', [error(1), error(2), error(3)])).toEqual({ title: 'acme: 3 documents need you', message: 'invoice 1: Globex 1 is not a customer yet. And 2 more.' });
  });

  it('sum up what was sent and what is open', () => {
    const summary = { connection: 'acme', errors: [error(1)], sent: 12, since: now - 90_000_000, now, locale: 'en-GB' };
    expect(digestText(summary)).toMatch(/^Ledgerbar, acme: 12 documents were sent since 20 Nov.*; 1 document needs you\.\n- invoice 1: contact missing$/);
    expect(digestText({ ...summary, errors: [], sent: 1 })).toMatch(/: 1 document was sent since .*; nothing needs you\.$/);
    expect(digestOnScreen({ ...summary, errors: [] })).toMatchObject({ title: expect.stringMatching(/^acme: 12 documents/), message: 'All is well.' });
  });

  it('fill a message of the user\'s own mail program', () => {
    const address = mailtoOf('books+x@acme.example', 'acme', [error(1)]);
    const url = new URL(address);
    expect([url.protocol, decodeURIComponent(url.pathname)]).toEqual(['mailto:', 'books+x@acme.example']);
    expect(url.searchParams.get('subject')).toBe('Ledgerbar, acme: 1 document needs you');
    expect(url.searchParams.get('body')).toContain('- invoice 1: contact missing\r\n');
    expect(mailtoOf('a@b.example?bcc=evil@c.example', 'acme', [error(1)])).not.toContain('?bcc');
  });
});

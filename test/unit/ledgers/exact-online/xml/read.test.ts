import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking, LedgerDocument } from '../../../../../lib/ledgers/ledger';
import { CallFailure } from '../../../../../lib/net/failure';
import { attributed, outcomesOf } from '../../../../../lib/ledgers/exact-online/xml/outcomes';
import { decoded, readMessages, type UploadMessage } from '../../../../../lib/ledgers/exact-online/xml/read';
import { element, empty, escaped, survives, textElement } from '../../../../../lib/ledgers/exact-online/xml/write';

const answer = (messages: string) => `<?xml version="1.0" encoding="utf-8"?><eExact xmlns:xsi="x"><Messages>${messages}</Messages></eExact>`;
const one = (type: number, text: string, data = '<Data key="" keyAlt="26700031"/>', node = 'GLTransaction') =>
  `<Message type="${type}"><Topic code="GLTransactions" node="${node}">${data}</Topic><Date>2026-03-05T09:12:44</Date><Description>${text}</Description></Message>`;

describe('what is written', () => {
  it('is escaped, and loses what XML has no place for', () => {
    expect(escaped(`<a href="x">'&'</a>\u0000\uFFFE`)).toBe('&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;');
    expect(escaped('\uD83E\uDDFE \uD83E \uDDFE')).toBe('\uD83E\uDDFE  ');
    expect(element('A', { b: 'x"y', c: null }, empty('D', { e: '<' }), null, false, textElement('F', 'g&h'), textElement('G', ''))).toBe('<A b="x&quot;y"><D e="&lt;"/><F>g&amp;h</F></A>');
  });

  it('comes back as it went where it survives', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => !survives(text) || decoded(escaped(text)) === text));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => !/[<>"']|&(?!(amp|lt|gt|quot|apos);)/.test(escaped(text))));
  }, 30_000);
});

describe('the answer to an upload', () => {
  it('has four kinds of messages, of which the second highest is the good one', () => {
    const read = readMessages(answer([0, 1, 2, 3].map((type) => one(type, `says ${type}`)).join('')));
    expect(read?.map(({ kind, text }) => [kind, text])).toEqual([['error', 'says 0'], ['warning', 'says 1'], ['done', 'says 2'], ['fatal', 'says 3']]);
    expect(read?.[2]).toMatchObject({ topic: 'GLTransactions', node: 'GLTransaction', key: '', keyAlt: '26700031' });
  });

  it('may be without data, with one message or none, with marks in its text', () => {
    expect(readMessages(answer(one(2, 'Created', '')))).toMatchObject([{ kind: 'done', key: '', keyAlt: '' }]);
    expect(readMessages(answer(one(0, '&lt;b&gt; &amp;amp; &#233;&#x20AC;')))).toMatchObject([{ text: '<b> &amp; é€' }]);
    expect(readMessages(answer(''))).toEqual([]);
    expect(readMessages('<eExact><Messages/></eExact>')).toEqual([]);
    expect(readMessages(answer(one(0, 'No').replace('</Description>', '</Description><InnerXML><Message type="2"/></InnerXML>')))).toHaveLength(1);
  });

  it.each([
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'], ['half of it', answer(one(2, 'Created')).slice(0, 150)], ['another root', '<error/>'], ['nothing', ''], ['JSON', '{}'],
    ['entities of its own', `<!DOCTYPE a [<!ENTITY b "c">]>${answer(one(2, '&b;'))}`], ['a kind nobody knows', answer(one(7, 'What'))],
  ])('is not what it is not: %s', (_, body) => expect(readMessages(body)).toBeNull());
});

const booking = (number: string): Booking => ({ kind: 'invoice', number, contact: 'c1', journal: '70', gross: '121', currency: 'EUR', date: '2026-11-03' }) as Booking;
const stored = (number: string, change: Partial<LedgerDocument> = {}): LedgerDocument => ({ id: `id-${number}`, number, reference: number, contact: 'c1', journal: '70', gross: '121.00', currency: 'EUR', date: '2026-11-03', ...change }) as LedgerDocument;
const said = (kind: UploadMessage['kind'], text = '', node = 'GLTransaction'): UploadMessage => ({ kind, text, node, topic: 'GLTransactions', key: '', keyAlt: '' });
const three = ['1', '2', '3'].map(booking);
const shown = (outcomes: readonly (LedgerDocument | CallFailure)[]) => outcomes.map((outcome) => (outcome instanceof CallFailure ? outcome.kind : outcome.id));

describe('what became of each entry', () => {
  it('is told by its own message and proven by what is there', () => {
    const outcomes = outcomesOf(three, [said('done'), said('error', 'Subject [GLTransactions] Invalid reference: VAT code'), said('done')], [[stored('1')], [], [stored('3')]]);
    expect(shown(outcomes)).toEqual(['id-1', 'refused', 'id-3']);
    expect((outcomes[1] as CallFailure).detail.raw).toBe('Subject [GLTransactions] Invalid reference: VAT code');
  });

  it('is not known where it was called done and is not there, nor where nothing was said', () => {
    expect(shown(outcomesOf(three, [said('done'), said('done'), said('done')], [[stored('1')], [], [stored('3')]]))).toEqual(['id-1', 'unreadable', 'id-3']);
    expect(shown(outcomesOf(three, [], [[], [], []]))).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect(shown(outcomesOf(three, [said('fatal', 'Root element is missing.', '')], [[], [], []]))).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });

  it('is booked where it is there, whatever was said', () => {
    expect(shown(outcomesOf(three, [said('error', 'No'), said('error', 'No'), said('error', 'No')], three.map(({ number }) => [stored(number)])))).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it('is told by failures alone as long as they are as many as those that are not there', () => {
    expect(attributed([said('error', 'A'), said('error', 'B')], [false, true, false])).toMatchObject([{ text: 'A' }, null, { text: 'B' }]);
    expect(attributed([said('error', 'A')], [false, true, false])).toEqual([null, null, null]);
    expect(attributed([said('error', 'A'), said('done')], [false, true, false])).toEqual([null, null, null]);
    expect(attributed([said('warning', 'W'), said('error', 'A'), said('error', 'of the file', '')], [true, false, true])).toMatchObject([null, { text: 'A' }, null]);
  });

  it('is shown with another total where Exact says that it booked it, and with two nothing is decided', () => {
    const dearer = stored('1', { gross: '121.01' });
    expect(shown(outcomesOf([booking('1')], [said('done')], [[dearer]]))).toEqual(['id-1']);
    expect(shown(outcomesOf([booking('1')], [], [[dearer]]))).toEqual(['unreadable']);
    expect(shown(outcomesOf([booking('1')], [said('done')], [[stored('1'), stored('1', { id: 'copy' })]]))).toEqual(['unreadable']);
    expect(shown(outcomesOf([booking('1')], [said('done')], [[stored('1', { contact: 'c2' })]]))).toEqual(['unreadable']);
    expect(shown(outcomesOf([booking('1')], [said('done')], [[stored('1', { voided: true })]]))).toEqual(['unreadable']);
  });
});

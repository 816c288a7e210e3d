import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../lib/model/problem';
import { causeWords, openErrorsOf, plainNumber } from '../../../../lib/sync/notify/errors';
import { connection, job, now } from '../samples';

const problem = (code: string, message = 'Globex owes 1,210.00'): Problem => ({ code, message, fixes: [] });

describe('feature 48: what is told of', () => {
  it('is what waits for somebody, the newest first, and the connection before its documents', () => {
    const held = job({ id: 'a', state: 'blocked', updatedAt: now, problems: [problem('contact-missing')], title: { number: '2026-1', contact: 'Globex', total: '1210', currency: 'EUR' } });
    const failed = job({ id: 'b', state: 'failed', updatedAt: now + 1, document: { kind: 'bill', id: '7' } });
    const others = [job({ id: 'c', state: 'queued' }), job({ id: 'd', state: 'blocked', dismissed: true }), job({ id: 'e', state: 'blocked', connection: 'globex' })];
    const errors = openErrorsOf(connection({ state: 'sign-in-needed' }), [held, failed, ...others]);
    expect(errors.map(({ key, subject, cause }) => [key, subject, cause])).toEqual([
      ['', 'the connection', 'sign-in needed'],
      ['b', 'bill 7', 'unknown cause'],
      ['a', 'invoice 2026-1', 'contact missing'],
    ]);
  });

  it('is another thing once the problems are others, in whatever order they come', () => {
    const marks = (...codes: string[]) => openErrorsOf(connection(), [job({ state: 'blocked', problems: codes.map((code) => problem(code)) })])[0]?.mark;
    expect(marks('b', 'a', 'a')).toBe(marks('a', 'b'));
    expect(marks('a')).not.toBe(marks('a', 'b'));
  });

  it('names nobody and no amount, whatever the problem says', () => {
    const [error] = openErrorsOf(connection(), [job({ state: 'blocked', problems: [problem('contact-missing')], title: { number: '2026-1', contact: 'Globex', total: '1210', currency: 'EUR' } })]);
    expect(`${error?.subject} ${error?.cause}`).not.toMatch(/Globex|1210|1,210/);
    expect(error?.message).toContain('Globex');
  });

  it('takes words of causes from our own catalogue alone', () => {
    expect([causeWords('tax-code-unmapped'), causeWords('Invoice of <b>'), causeWords(undefined)]).toEqual(['tax code unmapped', 'unknown cause', 'unknown cause']);
  });

  it('has no command or mention of a chat in a number that a supplier wrote', () => {
    expect(plainNumber('<!channel> @here *2026*/1_a')).toBe('channel here 2026 /1_a');
    expect(plainNumber('x'.repeat(100))).toHaveLength(40);
    expect(openErrorsOf(connection(), [job({ state: 'blocked', title: { number: '<>', contact: '', total: '1', currency: 'EUR' } })])[0]?.subject).toBe('invoice 1001');
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoro } from '../../../../lib/hosts/scoro';
import { refusal, unreadable, type Asked } from '../../../../lib/hosts/scoro/failures';
import type { Envelope } from '../../../../lib/hosts/scoro/wire';
import { CallFailure, type FailureKind } from '../../../../lib/net/failure';
import { problemSchema, type Problem } from '../../../../lib/model/problem';

const now = Date.parse('2026-11-21T10:00:00Z');
const asked = (record: string | null = null): Asked => ({ endpoint: 'invoices/view', record, now });
const failed = (messages: unknown, statusCode: number | null = 400, status = 200, record: string | null = null) =>
  refusal({ status: 'ERROR', statusCode, messages } as Envelope, status, asked(record));

function expectWhole(problem: Problem): void {
  expect(problemSchema.parse(problem)).toEqual(problem);
  expect([problem.code, problem.message, problem.detail].filter((text) => (text ?? '').trim() === '')).toEqual([]);
  expect(problem.fixes.length).toBeGreaterThan(0);
  expect(problem.fixes.map(({ best }) => best ?? false)).toEqual(problem.fixes.map((_, index) => index === 0));
}

describe('pain 10: what Scoro answers', () => {
  it.each<[what: string, failure: CallFailure, code: string, best: string]>([
    ['a wrong key', failed({ error: ['Invalid API key'] }, 401), 'host-access', 'connections'],
    ['a wrong key, said in HTTP', failed(null, null, 401), 'host-access', 'connections'],
    ['a missing right', failed({ error: ['No permission to view bills'] }, 403), 'host-access', 'connections'],
    ['another entity', failed({ error: ['Company account other not found on this site'] }), 'host-entity', 'connections'],
    ['a module it lacks', failed({ error: ['Unknown module bookmarks'] }, 404), 'host-request-wrong', 'open-requests'],
    ['a document that is gone', failed({ error: ['Object not found'] }, 404, 200, 'invoice 5'), 'document-absent', 'retry'],
    ['a bookmark that is gone', failed({ error: ['Bookmark 7 not found'] }, 404), 'host-bookmark', 'connections'],
    ['a record it refers to', failed({ error: ['Company 12 not found'] }), 'host-reference-missing', 'open-mappings'],
    ['a currency', failed({ error: ['Currency CHF is not active'] }), 'host-currency', 'retry'],
    ['a receipt above the open sum', failed({ error: ['Receipt sum exceeds the open sum of the document'] }), 'receipt-too-large', 'open-host'],
    ['a missing field', failed({ error: ['Field company_id is required'] }), 'host-value-missing', 'open-ledger'],
    ['what cannot be changed', failed({ error: ['Field contact_type cannot be changed'] }), 'host-fixed', 'open-host'],
    ['the day used up', failed({ error: ['Daily API request limit exceeded (500 requests per day)'] }, 403), 'host-limit', 'retry'],
    ['too many at once', failed({ error: ['Too many requests'] }, 429), 'host-limit', 'retry'],
    ['trouble', failed({ error: ['Deadlock'] }, 500), 'host-trouble', 'retry'],
    ['words nobody knows', failed({ error: ['Something else'] }), 'host-refused', 'retry'],
    ['no words at all', failed([]), 'host-refused', 'retry'],
    ['a web page under a wrong name', unreadable({ status: 200, headers: new Headers(), contentType: 'text/html', text: '<!doctype html><title>Scoro</title>' }, asked()), 'host-unreadable', 'connections'],
    ['half an answer', unreadable({ status: 200, headers: new Headers(), contentType: 'application/json', text: '{"status":' }, asked()), 'host-unreadable', 'connections'],
  ])('%s', (_what, failure, code, best) => {
    const problem = scoro.explain(failure);
    expect([problem.code, problem.fixes[0]?.id]).toEqual([code, best]);
    expectWhole(problem);
  });

  it.each([
    ['a list', ['No', 'Nope']], ['an object of lists', { error: ['No'], warning: ['Nope'] }], ['an object by field', { company_id: 'No', lines: { 0: ['Nope'] } }], ['one text', 'No; Nope'],
  ])('reads its messages as %s', (_shape, messages) => expect(scoro.explain(failed(messages)).raw).toBe('No; Nope'));

  it('tells the limit of a moment from that of the day', () => {
    const moment = failed({ error: ['Too many requests'] }, 429);
    const day = failed({ error: ['Daily API request limit exceeded'] }, 403);
    const either = failed({ error: ['API call limit reached'] }, 403);
    expect([moment, day, either].map(({ kind, detail }) => [kind, detail.budget, (detail.until ?? 0) - now])).toEqual([
      ['limit', 'calls in a moment', 5_000], ['limit', 'day', 14 * 3_600_000], ['limit', 'calls', 60_000],
    ]);
    expect([moment.message, day.message]).toEqual(['Scoro allows no more calls for the moment.', 'Scoro allows no more calls for today.']);
  });

  it('never throws, and never leaves anybody without cause, cure and button', () => {
    const kind = fc.constantFrom<FailureKind>('limit', 'sign-in', 'offline', 'no-answer', 'unreadable', 'trouble', 'refused', 'forbidden', 'absent', 'stale', 'used');
    fc.assert(fc.property(kind, fc.option(fc.string({ unit: 'binary' }), { nil: undefined }), (of, raw) => expectWhole(scoro.explain(new CallFailure(of, 'It did not work.', { system: 'Scoro', ...(raw === undefined ? {} : { raw }) })))));
    fc.assert(fc.property(fc.jsonValue(), (messages) => expectWhole(scoro.explain(failed(messages)))));
  }, 60_000);
});

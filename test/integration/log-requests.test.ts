import { beforeEach, describe, expect, test } from 'vitest';
import { once } from '../../components/shared/once';
import { everyRequest } from '../../lib/sync/log-search';
import { dismissJobs, fixJobs, retryJobs } from '../../lib/sync/many-jobs';
import { createQueries } from '../../lib/sync/queries';
import { supportBundle } from '../../lib/sync/support-bundle';
import { synchronize } from '../../lib/sync/synchronize';
import { ledgerIds } from '../support/ledgers';
import { createWorld, type World } from '../support/world';

const maker = { version: '1.2.3', browser: 'Test/1' };
const refusal = (value: string) => ({ do: 'answer-before' as const, status: 500, contentType: 'application/json', body: JSON.stringify({ error: { code: '', message: { lang: '', value } } }) });

let world: World;
let invoices: number[];
beforeEach(async () => {
  world = await createWorld();
  await world.connect();
  const sample = world.scoro.invoices.find(({ id }) => id === 1001);
  const alike = (no: string) => world.scoro.addInvoice({ no, date: '2026-11-05', companyId: sample?.companyId ?? 0, lines: sample?.lines ?? [] }).id;
  invoices = [1001, alike('20280001'), alike('20280002')];
});

const requests = () => world.database.requests.orderBy('seq').toArray();
const idsOf = (documents: readonly number[]) => documents.map((id) => `acme/invoice/${id}/send`);

/** Sends some invoices that the ledger refuses with the words. */
async function refused(words: string, documents: readonly number[]): Promise<string[]> {
  world.exact.faults.add({ method: 'POST', url: 'SalesEntries', times: documents.length, misbehaviour: refusal(words) });
  for (const id of documents) await world.run('invoice', id);
  return idsOf(documents);
}

describe('feature 49: open errors of one cause', () => {
  test('are mended by one choice for all of them', async () => {
    const ids = await refused('Verplicht: Betalingsconditie', invoices);
    const errors = await once(createQueries(world.database).openErrors());
    expect(errors.map(({ problems }) => problems[0]?.code)).toEqual(Array(3).fill('payment-term-missing'));
    const choice = errors[0]?.problems[0]?.fixes.find(({ id }) => id === 'map-payment-term')?.choices?.[0]?.value;
    const { count } = await fixJobs(world.context, world.queue, ids, { problem: 'payment-term-missing', fix: 'map-payment-term', choice });
    await world.queue.settled();
    expect(count).toBe(3);
    expect((await world.database.jobs.bulkGet(ids)).map((job) => job?.state)).toEqual(['done', 'done', 'done']);
    expect(world.exact.company().salesEntries).toHaveLength(3);
    expect(await world.database.mappings.get(['acme', 'paymentTerm', '*'])).toMatchObject({ ledger: choice });
    await expect(fixJobs(world.context, world.queue, ids, { problem: 'payment-term-missing', fix: 'map-payment-term', choice })).rejects.toThrow('no longer open');
  });

  test('are tried again together, each once', async () => {
    const ids = await refused('Reeds verwerkt', invoices.slice(0, 2));
    expect(await retryJobs(world.context, world.queue, [...ids, ...ids, 'acme/invoice/nothing/send'])).toBe(2);
    await world.queue.settled();
    expect((await world.database.jobs.bulkGet(ids)).map((job) => job?.state)).toEqual(['done', 'done']);
    expect(world.exact.company().salesEntries).toHaveLength(2);
    expect(await retryJobs(world.context, world.queue, ids)).toBe(0);
  });

  test('are dismissed and shown again, and the journal tells of both', async () => {
    const ids = await refused('Reeds verwerkt', invoices.slice(0, 2));
    const queries = createQueries(world.database);
    const seen = async () => [(await once(queries.openErrors())).length, (await once(queries.dismissedErrors())).length];
    expect(await seen()).toEqual([2, 0]);
    expect([await dismissJobs(world.context, ids, true), await dismissJobs(world.context, ids, true), await seen()]).toEqual([2, 0, [0, 2]]);
    expect([await dismissJobs(world.context, ids.slice(1), false), await seen()]).toEqual([1, [1, 1]]);
    const events = (await world.database.journal.toArray()).map(({ event }) => event);
    expect([events.filter((event) => event === 'dismissed').length, events.filter((event) => event === 'restored').length]).toEqual([2, 1]);
    await world.run('invoice', 1001);
    expect(await seen()).toEqual([1, 0]);
  });

  test('that open something open it once', async () => {
    const ids = await refused('Ongeldige referentie: Journals', invoices.slice(0, 2));
    const { first } = await fixJobs(world.context, world.queue, ids, { problem: 'journal-wrong', fix: 'map-journal' });
    expect(first.effect).toEqual({ effect: 'open', what: { options: '#/mappings/journal' } });
    const refreshes = (await requests()).filter(({ purpose }) => purpose === 'read journals').length;
    await fixJobs(world.context, world.queue, ids, { problem: 'journal-wrong', fix: 'refresh-reference' });
    await world.queue.settled();
    expect((await requests()).filter(({ purpose }) => purpose === 'read journals').length).toBe(refreshes + 1);
    expect(world.exact.company().salesEntries).toHaveLength(2);
  });
});

describe('feature 50: the Requests log', () => {
  test('says for which document a call was, in which attempt, and what is left by our own count where nobody told', async () => {
    world.exact.faults.add({ method: 'GET', url: 'SalesEntries', times: 1, misbehaviour: { do: 'answer-before', status: 503, body: 'down' } });
    await world.run('invoice', 1001);
    const rows = (await requests()).filter(({ document }) => document === 'invoice/1001');
    expect(rows.find(({ purpose }) => purpose === 'read invoice 1001')).toMatchObject({ system: 'Scoro', endpoint: 'invoices/view', leftCounted: true, minuteLeft: null, dayLeft: expect.any(Number) });
    const lookUps = rows.filter(({ purpose }) => purpose === 'look for invoice 20260117');
    expect(lookUps.map(({ status, attempt }) => [status, attempt])).toEqual([[503, undefined], [200, 2]]);
    const booked = rows.find(({ purpose }) => purpose === 'book invoice 20260117');
    expect(booked).toMatchObject({ endpoint: 'salesentry/SalesEntries', method: 'POST', status: 201, minuteLeft: expect.any(Number) });
    expect(booked).not.toHaveProperty('leftCounted');
    expect(booked).not.toHaveProperty('attempt');
  });

  test('names every document where several share a call', async () => {
    await world.queue.requestAll(await world.connection(), invoices.slice(0, 2).map((id) => ({ kind: 'invoice' as const, id: String(id) })), 'send', 5);
    await world.queue.settled();
    const shared = (await requests()).filter(({ purpose }) => /look for 2 invoices/.test(purpose));
    expect(shared).toHaveLength(1);
    expect(shared[0]?.document?.split(', ').sort()).toEqual(invoices.slice(0, 2).map((id) => `invoice/${id}`).sort());
  });

  test('tells of sign-ins too, and keeps nothing of what they say', async () => {
    world.clock.advance(3_600_000);
    await world.run('invoice', 1001);
    const calls = (await requests()).filter(({ endpoint }) => endpoint === 'token');
    expect(calls.map(({ purpose, status, requestBody, answerBody }) => [purpose, status, requestBody, answerBody])).toEqual([['sign in', 200, null, null], ['renew the sign-in', 200, null, null]]);
  });

  test('is searched whole, not only what is shown', async () => {
    for (const id of invoices) await world.run('invoice', id);
    const found = await once(createQueries(world.database).requests(1, { ...everyRequest, document: '1001', words: 'book' }));
    expect(found.map(({ purpose }) => purpose)).toEqual(['book invoice 20260117']);
  });
});

describe.each(ledgerIds)('why a call was made, with %s', (system) => {
  test('is a sentence, whatever is called, and names nobody', async () => {
    const both = await createWorld({ system, sync: { mode: 'automatic' }, scoro: { requestsPerDay: 100_000, burst: 100_000 }, checksTwins: true });
    const contact = both.scoro.addContact({ name: 'Quirijn Zwaluwstaart', email: ['quirijn@zwaluw.example'] } as never);
    const sample = both.scoro.invoices.find(({ id }) => id === 1001);
    both.scoro.addInvoice({ no: '20290001', date: '2026-11-05', companyId: contact.contactId, lines: sample?.lines ?? [] });
    await both.connect();
    await synchronize(both.context, 'acme', both.queue);
    for (let round = 0; round < 12; round += 1) await both.pass(60);
    await both.run('invoice', 1001, 'fetch');
    const rows = await both.database.requests.toArray();
    const purposes = [...new Set(rows.map(({ purpose }) => purpose))];
    expect(purposes.length).toBeGreaterThan(15);
    const verbs = /^(ask|book|change|create|delete|find|list|look for|make|read|record|renew|see|sign in|upload|tell)\b/;
    expect(purposes.filter((purpose) => !verbs.test(purpose) || !/\w \w|^sign in$/.test(purpose) || /undefined|\[object|\.$/.test(purpose))).toEqual([]);
    expect(rows.filter(({ endpoint }) => !endpoint).map(({ purpose }) => purpose)).toEqual([]);
    // The canary went all the way: into the ledger, and nowhere into the log.
    expect(rows.some(({ purpose }) => purpose.includes('book invoice 20290001') || /book \d+ (invoices|documents)/.test(purpose))).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/Quirijn|Zwaluwstaart|zwaluw\.example/i);
    expect(JSON.stringify(rows)).not.toMatch(/scoro-key|Bearer/);
  });
});

describe('threat 19: the support bundle', () => {
  const canary = { name: 'Quirijn Zwaluwstaart', mail: 'quirijn@zwaluw.example' };

  test('says what somebody who helps must know, and nothing that is somebody\'s own', async () => {
    const contact = world.scoro.addContact({ name: canary.name, email: [canary.mail] } as never);
    const sample = world.scoro.invoices.find(({ id }) => id === 1001);
    const { id } = world.scoro.addInvoice({ no: '20290001', date: '2026-11-05', companyId: contact.contactId, lines: sample?.lines ?? [], description: `For ${canary.name}` });
    await refused(`Ongeldig: e-mail ${canary.mail} van ${canary.name}`, [id]);
    const again = world.scoro.addInvoice({ no: '20290002', date: '2026-11-05', companyId: contact.contactId, lines: sample?.lines ?? [] });
    await world.run('invoice', again.id);
    const text = await supportBundle(world.context, maker);
    // It is known here, and it is in what the ledger was sent.
    expect(JSON.stringify(await world.database.jobs.toArray())).toContain(canary.name);
    expect(text).not.toMatch(/Quirijn|Zwaluwstaart|zwaluw\.example/);
    const user = world.exact.world.users[0];
    const secrets = ['scoro-key', ...world.exact.tokens.access.keys(), ...world.exact.tokens.refresh.keys(), ...(user ? [user.name] : [])].filter(Boolean);
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/clientSecret|apiKey":"(?!•)|refresh_token":"(?!•)/);
    const bundle = JSON.parse(text) as Record<string, unknown>;
    expect(bundle).toMatchObject({
      version: '1.2.3', browser: 'Test/1', madeAt: expect.stringMatching(/^2026-11-21T/),
      connections: [{ id: 'acme', state: 'connected', host: 'scoro', ledger: 'exact-online', systems: { ledger: { capabilities: { itemsNeedCode: true } } } }],
      errors: [{ document: `invoice/${id}`, problems: [{ code: 'contact-field' }] }],
      counts: { connections: 1 }, settings: [{ id: 'acme', host: { system: 'scoro' } }],
    });
    expect((bundle['requests'] as unknown[]).length).toBeGreaterThan(5);
    expect((bundle['budgets'] as unknown[]).length).toBe(2);
  });

  test('is made of an empty database, and of a connection of a system that this version does not know', async () => {
    const empty = await createWorld();
    expect(JSON.parse(await supportBundle(empty.context, maker))).toMatchObject({ connections: [], errors: [], requests: [] });
    await world.database.connections.update('acme', { ledger: { ...(await world.connection()).ledger, system: 'another' as never } });
    expect(JSON.parse(await supportBundle(world.context, maker))).toMatchObject({ connections: [{ ledger: 'another', systems: { unknown: expect.any(String) } }] });
  });
});


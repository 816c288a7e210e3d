import { beforeEach, describe, expect, test } from 'vitest';
import type { Host, HostAccount, HostConfig } from '../../lib/hosts/host';
import { recognise, type HostPages } from '../../lib/hosts/page';
import { contactSchema } from '../../lib/model/contact';
import { sameDecimal, sum } from '../../lib/model/decimal';
import { documentSchema, type DocumentRef } from '../../lib/model/document';
import { productSchema } from '../../lib/model/product';
import type { Call } from '../../lib/net/call';
import type { Faults } from '../emulators/core/faults';
import { failureOf } from './support';

/** One host with its emulator, fresh for each test. */
export interface HostBench {
  host: Host;
  pages: HostPages;
  config: HostConfig;
  call: Call;
  secret: string;
  faults: Faults;
  /** A document of each kind that can be booked as it is, and a credit note. */
  invoice: DocumentRef;
  bill: DocumentRef;
  credit: DocumentRef;
  since: string;
  /** Calls so far. */
  calls(): number;
}

/** What sync relies on, whatever the host. */
export function hostConformance(name: string, makeBench: () => HostBench): void {
  describe(`${name} as a host`, () => {
    let bench: HostBench;
    let account: HostAccount;
    beforeEach(() => {
      bench = makeBench();
      account = bench.host.open(bench.call, bench.config, bench.secret);
    });

    test('the address of a document leads back to it, and is on a site that is asked for', () => {
      for (const ref of [bench.invoice, bench.bill]) {
        const url = bench.host.documentUrl(bench.config, ref);
        expect(recognise(bench.pages, url)).toEqual(ref);
        expect(bench.host.origins(bench.config).some((pattern) => url.startsWith(pattern.replace(/\*$/, '')))).toBe(true);
      }
      expect(recognise(bench.pages, `${bench.config.site}/`)).toBeNull();
      expect(recognise(bench.pages, 'not an address')).toBeNull();
    });

    test('a document is read whole, in one call, and adds up', async () => {
      for (const ref of [bench.invoice, bench.bill]) {
        const before = bench.calls();
        const document = documentSchema.parse(await account.readDocument(ref));
        expect(bench.calls() - before).toBe(1);
        expect(document.ref).toEqual(ref);
        expect(sameDecimal(sum(document.lines.map(({ net }) => net)), document.net)).toBe(true);
        expect(sameDecimal(sum([document.net, document.tax]), document.gross)).toBe(true);
      }
    });

    test('a credit note is one, with negative amounts', async () => {
      const document = await account.readDocument(bench.credit);
      expect(document.credit).toBe(true);
      expect(document.gross).toMatch(/^-/);
    });

    test('its contact, products and reference data are read in our words', async () => {
      const document = await account.readDocument(bench.invoice);
      const contact = contactSchema.parse(await account.readContact(document.contact?.id ?? ''));
      expect(contact.name).not.toBe('');
      for (const { product } of document.lines) if (product) productSchema.parse(await account.readProduct(product.id));
      expect((await account.readReference()).some(({ kind }) => kind === 'taxCode')).toBe(true);
    });

    test('lists have every document since a day once, and none from before', async () => {
      const listed = await account.listDocuments('invoice', bench.since);
      expect(listed.map(({ ref }) => ref)).toContainEqual(bench.invoice);
      expect(new Set(listed.map(({ ref }) => ref.id)).size).toBe(listed.length);
      expect(listed.every(({ date }) => date >= bench.since)).toBe(true);
      expect(await account.listDocuments('invoice', '2099-01-01')).toEqual([]);
    });

    test('a receipt makes the document paid', async () => {
      const before = await account.readDocument(bench.invoice);
      expect(before.paidInHost).toBe(false);
      const id = await account.recordReceipt({ document: bench.invoice, contactId: before.contact?.id ?? null, date: '2026-11-20', amount: before.open ?? before.gross, currency: before.currency });
      expect(id).not.toBe('');
      expect((await account.readDocument(bench.invoice)).paidInHost).toBe(true);
    });

    test('a document that is not there is absent', async () => {
      expect((await failureOf(account.readDocument({ ...bench.invoice, id: '99999999' }))).kind).toBe('absent');
    });

    test.each([
      ['a web page', 200, '<!doctype html><title>Sign in</title>', 'unreadable'],
      ['half a JSON', 200, '{"status":"OK","data":{"id":1', 'unreadable'],
      ['a 500', 500, 'Internal Server Error', 'trouble'],
    ] as const)('%s instead of an answer is said to be that', async (_, status, body, kind) => {
      bench.faults.add({ times: 5, misbehaviour: { do: 'answer-before', status, body, contentType: body.startsWith('<') ? 'text/html' : 'application/json' } });
      const failure = await failureOf(account.readDocument(bench.invoice));
      expect([kind, 'trouble', 'unreadable']).toContain(failure.kind);
      expect(failure.message).toContain(bench.host.name);
    });

    test('a wrong key is a matter of access, and is nowhere in the failure', async () => {
      const failure = await failureOf(bench.host.open(bench.call, bench.config, 'wrong-canary-key').readDocument(bench.invoice));
      expect(['sign-in', 'forbidden']).toContain(failure.kind);
      expect(JSON.stringify([failure.message, failure.detail])).not.toContain('wrong-canary-key');
    });
  });
}

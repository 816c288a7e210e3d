import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoro } from '../../lib/hosts/scoro';
import { refusal } from '../../lib/hosts/scoro/failures';
import type { Envelope } from '../../lib/hosts/scoro/wire';
import { exactOnline } from '../../lib/ledgers/exact-online';
import { quickBooksOnline } from '../../lib/ledgers/quickbooks-online';
import { rawOf } from '../../lib/ledgers/quickbooks-online/faults';
import { CallFailure } from '../../lib/net/failure';
import { messages as exactMessages, type Message, type Noun } from '../emulators/exact-online/texts';
import * as quickBooksRefusals from '../emulators/quickbooks-online/entities/refusals';
import type { Refusal } from '../emulators/quickbooks-online/refusal';

const emulators = resolve(import.meta.dirname, '../emulators');

/** Every text that the sources of an emulator refuse with by this call, with "7" for what they put into it. */
function refusalsIn(folder: string, call: RegExp): { text: string; code: number | undefined }[] {
  const files = globSync('**/*.ts', { cwd: join(emulators, folder) }).filter((file) => !file.endsWith('.test.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(join(emulators, folder, file), 'utf8');
    return [...source.matchAll(new RegExp(`${call.source}\\s*(?:(\\d{3}),\\s*)?(['"\`])((?:\\$\\{(?:[^{}]|\\{[^}]*\\})*\\}|(?!\\2)[^\\\\\\n]|\\\\.)*)\\2(?:,\\s*(\\d{3}))?`, 'g'))].map(([, before, , text = '', after]) => ({
      text: text.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7').replaceAll('\\\'', '\''),
      code: Number(before ?? after) || undefined,
    }));
  });
}

const unique = <T extends { text: string }>(found: T[]): T[] => [...new Map(found.map((one) => [one.text, one])).values()];

describe('pain 10: every refusal of the emulators has an entry', () => {
  const nouns: Noun[] = ['journal', 'relation', 'condition', 'dueDate', 'vatCode', 'glAccount', 'costCentre', 'costUnit', 'project', 'currency', 'itemGroup', 'unit', 'item', 'code', 'description', 'name', 'lines', 'document', 'warehouse', 'invoice', 'country', 'exchangeRate', 'costCentreLink'];
  /** Those that are about more than a noun. */
  const made: Partial<Record<string, Message>> = {
    periodClosed: exactMessages.periodClosed(2026, 4), entryExists: exactMessages.entryExists(26700001, '700'),
    notInBalance: exactMessages.notInBalance(2026, 4, 'purchase', 'EUR', '-0.01'), vatLineDiffers: exactMessages.vatLineDiffers(17, '4'),
  };
  const exactTexts = Object.entries(exactMessages).flatMap(([name, message]): readonly string[] => {
    if (Array.isArray(message)) return message as unknown as Message;
    return made[name] ?? nouns.flatMap((noun) => (message as (noun: Noun) => Message)(noun));
  });
  const explained = (raw: string) => exactOnline.explain(new CallFailure('refused', raw, { system: 'Exact Online', raw }));

  it('of bookings, in both languages alike', () => {
    expect(exactTexts.length).toBeGreaterThan(200);
    expect(exactTexts.filter((text) => explained(text).code === 'ledger-refused')).toEqual([]);
    const differing = Array.from({ length: exactTexts.length / 2 }, (_, index) => exactTexts.slice(index * 2, index * 2 + 2)).filter(([dutch = '', english = '']) => explained(dutch).code !== explained(english).code);
    expect(differing).toEqual([]);
  });

  it('of requests that are wrong', () => {
    const found = unique(refusalsIn('exact-online', /(?:badRequest|badStream|notFound|new Refusal)\(/)).filter(({ text }) => !text.startsWith('The emulator refuses'));
    expect(found.length).toBeGreaterThan(20);
    // A payload that cannot be read is led by these words.
    const worded = (text: string) => (refusalsIn('exact-online', /badStream\(/).some((stream) => stream.text === text) ? `Error processing request stream. ${text}` : text);
    expect(found.filter(({ text }) => explained(worded(text)).code === 'ledger-refused').map(({ text }) => text)).toEqual([]);
  });

  it('of the host', () => {
    const found = unique(refusalsIn('scoro', /new ScoroError\(/));
    expect(found.length).toBeGreaterThan(30);
    const failure = ({ text, code = 400 }: (typeof found)[number]) => refusal({ status: 'ERROR', statusCode: code, messages: { error: [text] } } as Envelope, 200, { endpoint: 'x', record: null, now: 0 });
    expect(found.filter((one) => scoro.explain(failure(one)).code === 'host-refused').map(({ text }) => text)).toEqual([]);
  });

  it('of the other ledger', () => {
    const refusals = Object.values(quickBooksRefusals).map((make) => (make as (...values: unknown[]) => Refusal)('Line', 7, '7'));
    expect(refusals.length).toBeGreaterThan(40);
    const faults = refusals.flatMap(({ errors }) => errors.map((error) => ({ code: error.code, element: error.element ?? '', message: error.Message, detail: error.Detail })));
    const code = (fault: (typeof faults)[number]) => quickBooksOnline.explain(new CallFailure('refused', 'It was refused', { system: 'QuickBooks Online', raw: rawOf([fault]) })).code;
    // These never come as refusals: the record was asked for, or changed since.
    const others = new Set(['5010']);
    expect(faults.filter((fault) => !others.has(fault.code) && code(fault) === 'ledger-refused').map((fault) => `${fault.code}: ${fault.message}`)).toEqual([]);
  });
});

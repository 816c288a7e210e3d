import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageTable } from '../../lib/messages';
import { testClient } from '../emulators/exact-online';
import type { Stage } from './support/stage';
import { addInvoice, badge, button, connectedStage, entriesOf, inContentScript, patience, press, sendInvoice, stateIs } from './support/steps';

/** What a host's page, or whoever puts something on it, can do to the bar and through it. Numbers are those of threats.md. */
let stage: Stage;
beforeAll(async () => {
  stage = await connectedStage();
});
afterAll(() => stage?.close());

const calls = () => stage.exact.seen.length + stage.scoro.seen.filter(({ url }) => url.includes('/api/')).length;
const document = (id: number) => ({ kind: 'invoice', id: String(id) });

/** The messages of the extension, each as it would be if it were ours. */
const forgeries = (id: number) =>
  Object.keys(messageTable).map((type, index) => ({
    id: index,
    type,
    timestamp: 0,
    data: { document: document(id), connection: 'acme', documents: [document(id)], job: `acme/invoice/${id}/send`, text: '{"version":1,"connections":[]}', problem: 'x', fix: 'retry', selectors: [], found: true },
  }));

async function open(path: string): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(`https://acme.scoro.com${path}`);
  await stateIs(stage, page, /^Not sent/);
  return page;
}

/** A real press of the mouse where the button is, whatever lies there. */
async function pressAt(page: Page, name: string): Promise<void> {
  const box = await button(stage, page, name).boundingBox();
  if (!box) throw new Error(`${name} is nowhere`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

test('threat 1: a message forged with window.postMessage, of whatever type, does nothing', async () => {
  const invoice = addInvoice(stage);
  const page = await open(`/invoices/view/${invoice.id}`);
  const before = calls();
  const received = await page.evaluate(async (messages) => {
    let count = 0;
    addEventListener('message', () => (count += 1));
    for (const message of messages) {
      for (const shape of [message, { ...message, ...message.data }, { source: 'ledgerbar', message }, JSON.stringify(message)]) postMessage(shape, '*');
      for (const name of [message.type, `ledgerbar:${message.type}`]) for (const target of [globalThis, globalThis.document]) target.dispatchEvent(new CustomEvent(name, { detail: message.data }));
    }
    await new Promise((done) => setTimeout(done, 500));
    return count;
  }, forgeries(invoice.id));
  expect(received).toBe(Object.keys(messageTable).length * 4);
  expect(calls()).toBe(before);
  await stateIs(stage, page, /^Not sent$/);
  await page.close();
});

test('threat 2: synthetic clicks and keys on every button of the bar do nothing; a real click does', async () => {
  const invoice = addInvoice(stage);
  const page = await open(`/invoices/view/${invoice.id}?hostile=1`);
  const before = calls();
  // The page keeps pressing: each round is every button of the bar.
  await page.waitForFunction('window.__attempts > 30', undefined, patience);
  expect(calls()).toBe(before);
  await stateIs(stage, page, /^Not sent$/);
  expect(await page.getByRole('region').count()).toBe(0);

  await page.evaluate(() => globalThis.document.querySelector('#veil')?.remove());
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, invoice.number)).toHaveLength(1);
  await page.close();
});

/** Ways to have the user press what they do not see. Each is put on the page as a script of it would. */
const disguises: { what: string; told: boolean; script: string; undo: string }[] = [
  { what: 'an invisible layer over everything', told: false, script: `const veil = document.createElement('div'); veil.id = 'veil'; document.body.append(veil)`, undo: `document.querySelector('#veil').remove()` },
  { what: 'everything around it transparent', told: true, script: `document.querySelector('#pageContainer').style.opacity = '0.01'`, undo: `document.querySelector('#pageContainer').style.opacity = ''` },
  { what: 'a filter that makes it transparent', told: true, script: `document.querySelector('#pageContainer').style.filter = 'opacity(1%)'`, undo: `document.querySelector('#pageContainer').style.filter = ''` },
];

test.each(disguises)('threat 3: a real click on a bar under $what does nothing; uncovered, it acts', async ({ told, script, undo }) => {
  const invoice = addInvoice(stage);
  const page = await open(`/invoices/view/${invoice.id}`);
  const before = calls();
  await page.evaluate(script);
  await pressAt(page, 'Send');
  // Where the press reaches the bar, it says why nothing is done.
  if (told) await page.getByRole('alert').getByText('Something covers the bar').waitFor(patience);
  // Whatever a press sets going is asked of the worker; a question asked after it is answered after it.
  await badge(stage);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await stateIs(stage, page, /^Not sent$/);
  expect(calls()).toBe(before);
  await page.evaluate(undo);
  await press(stage, page, 'Send');
  await stateIs(stage, page, /^Sent/);
  await page.close();
});

test('threat 3: the page cannot make the bar itself transparent, nor move it away from what is seen', async () => {
  const page = await open('/invoices/view/1001');
  await page.addStyleTag({ content: 'ledgerbar-quick-actions, ledgerbar-quick-actions * { opacity: 0 !important; position: fixed !important; transform: scale(3) !important; visibility: hidden !important; clip-path: inset(50%) !important }' });
  const style = await page.locator('ledgerbar-quick-actions').evaluate((bar) => {
    const { opacity, position, transform, visibility, clipPath } = getComputedStyle(bar);
    return { opacity, position, transform, visibility, clipPath };
  });
  expect(style).toEqual({ opacity: '1', position: 'relative', transform: 'none', visibility: 'visible', clipPath: 'none' });
  await page.close();
});

/** Everything a script of the page can read: the document with every open shadow root, storage, cookies, globals, databases. */
const scrape = (page: Page): Promise<{ bar: string; all: string }> =>
  page.evaluate(async () => {
    const deep = (node: Node): string => {
      const own = node instanceof Element ? [...node.attributes].map(({ name, value }) => `${name}=${value}`).join(' ') : (node.nodeValue ?? '');
      const inner = [...(node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : []), ...node.childNodes];
      return [own, ...inner.map(deep)].join('\n');
    };
    const globals = Object.getOwnPropertyNames(globalThis).map((name) => {
      try {
        return `${name}: ${String((globalThis as unknown as Record<string, unknown>)[name])}`;
      } catch {
        return name;
      }
    });
    const bar = globalThis.document.querySelector('ledgerbar-quick-actions');
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return {
      bar: bar ? deep(bar) : '',
      all: [deep(globalThis.document), ...globals, JSON.stringify({ ...localStorage, ...sessionStorage }), globalThis.document.cookie, ...databases].join('\n'),
    };
  });

test('threat 4: the page finds no secret, and in the bar no amount or number but its own document\'s', async () => {
  const other = addInvoice(stage, { lines: [{ ...stage.scoro.invoices.find(({ id }) => id === 1001)?.lines[0], price: '777' }] });
  await (await sendInvoice(stage, other)).close();
  const own = addInvoice(stage);
  const page = await sendInvoice(stage, own);
  await press(stage, page, 'Log');
  await page.getByRole('region', { name: 'Log' }).getByText(/Booked in Exact Online/).waitFor(patience);

  const { bar, all } = await scrape(page);
  expect(bar).toContain('Booked in Exact Online');
  const amounts = bar.match(/\d{1,3}(?:[.,\s]\d{3})*[.,]\d{2}(?!\d)/g) ?? [];
  for (const amount of amounts) expect(['1,210.00', '1.210,00', '1210.00']).toContain(amount);
  for (const foreign of [String(other.number), '777', '940', 'Anna de Vries']) expect(bar).not.toContain(foreign);
  expect(all).toContain(String(own.number));
  expect(all).not.toContain('ledgerbar:');
  for (const secret of [testClient.clientSecret, testClient.clientId, 'scoro-key', ...stage.exact.tokens.access.keys(), ...stage.exact.tokens.refresh.keys()]) expect(all).not.toContain(secret);
  expect(await page.evaluate('typeof chrome === "undefined" || chrome.runtime === undefined')).toBe(true);
  await page.close();
});

test('a page may only speak of the document it shows: another one is refused, and so is all that is not for pages', async () => {
  const [shown, other] = [addInvoice(stage), addInvoice(stage)];
  const page = await open(`/invoices/view/${shown.id}`);
  const before = calls();
  type Answer = { res?: { ok?: boolean; message?: string }; err?: { message?: string } };
  const say = (message: object) => inContentScript<Answer>(stage, page, `chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  const about = (type: string, id: number) => ({ id: 1, type, timestamp: 0, data: { document: document(id), connection: 'acme', problem: 'x', fix: 'retry' } });

  for (const type of ['send', 'fetch', 'openInLedger', 'fix']) expect(await say(about(type, other.id))).toMatchObject({ res: { ok: false, message: 'This page does not show that document.' } });
  expect((await say(about('documentLog', other.id))).err?.message).toBe('This page does not show that document.');
  for (const forged of forgeries(shown.id).filter(({ type }) => messageTable[type as keyof typeof messageTable].from === 'extension')) {
    const answer = await say(forged);
    expect(answer.res).toBeUndefined();
    expect(answer.err?.message).toBe(`"${forged.type}" is not for this sender`);
  }
  expect(calls()).toBe(before);
  // The same script about its own document is heard.
  expect(await say(about('send', shown.id))).toMatchObject({ res: { ok: true } });
  await stateIs(stage, page, /^Sent/);
  expect(entriesOf(stage, other.number)).toHaveLength(0);
  await page.close();
});

test('threat 23: a page that only looks like the host, elsewhere, has no bar', async () => {
  const page = await stage.browser.context.newPage();
  await page.goto('https://acme-login.scoro.com/invoices/view/1001');
  await page.getByRole('heading').first().waitFor();
  await expect(inContentScript(stage, page, '1')).rejects.toThrow(/must request permission|Cannot access/);
  expect(await page.locator('ledgerbar-quick-actions').count()).toBe(0);
  await page.close();
});

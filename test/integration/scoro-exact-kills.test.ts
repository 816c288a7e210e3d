import { describe, expect, test } from 'vitest';
import { group } from '../emulators/scoro';
import { dieAtCall, goOn } from '../support/dying-worker';
import { accountsNamed, changedLately, itemsCoded, nextRun, pairWorld, untilOver } from '../support/scoro-exact';
import { addBill, addInvoice, synchronized } from '../support/scope';
import type { World } from '../support/world';

/** Contacts, products and documents that are new, and some that were sent and changed since. */
async function stage(): Promise<World> {
  const world = await pairWorld();
  const { contactId } = world.scoro.addContact({ name: 'Known', email: ['old@known.example'], modified: changedLately.contact });
  const { productId } = world.scoro.addProduct({ code: 'KNOWN', name: 'Known', groupId: group.services, modified: changedLately.product });
  const bill = addBill(world, 'S-1', { companyId: contactId });
  await synchronized(world);
  world.clock.advance(3_600_000);
  // With a sign-in that is fresh: one whose renewal is heard by nobody is another story.
  await world.run('bill', bill.id, 'fetch');
  world.scoro.changeContact(contactId, { email: ['new@known.example'] });
  world.scoro.site.changeProduct(productId, { name: 'Renamed' });
  world.scoro.changeBill(bill.id, { description: 'Changed' });
  world.scoro.addContact({ name: 'New customer' });
  world.scoro.addContact({ name: 'New supplier', isClient: false, isSupplier: true });
  world.scoro.addProduct({ code: 'NEW', name: 'New', groupId: group.services });
  addInvoice(world, '70', { companyId: contactId });
  world.forgetCalls();
  return world;
}

const held = (world: World) => ({
  contacts: ['Known', 'New customer', 'New supplier'].map((name) => accountsNamed(world, name).length),
  email: accountsNamed(world, 'Known')[0]?.['Email'],
  items: ['KNOWN', 'NEW'].map((code) => itemsCoded(world, code).length),
  name: itemsCoded(world, 'KNOWN')[0]?.['Description'],
  documents: world.underTest.documents().map(({ number }) => number).filter((number) => ['70', 'S-1'].includes(number)).sort(),
  description: world.exact.company().purchaseEntries.find((row) => row['YourRef'] === 'S-1')?.['Description'],
});
const whole = { contacts: [1, 1, 1], email: 'new@known.example', items: [1, 1], name: 'Renamed', documents: ['70', 'S-1'], description: 'Changed' };

describe('feature 40, 50: a run of Scoro with Exact Online whose worker is killed', () => {
  test.each(['before', 'after'] as const)('%s any call goes on, and everything is there once', { timeout: 300_000 }, async (moment) => {
    let deaths = 0;
    for (let call = 1; ; call += 1) {
      const world = await stage();
      if (!(await dieAtCall(world, call, moment))) break;
      deaths += 1;
      await goOn(world);
      await untilOver(world);
      expect({ call, ...held(world), intents: await world.database.intents.count() }).toEqual({ call, ...whole, intents: 0 });
    }
    expect(deaths).toBeGreaterThan(15);
  });
});

test('feature 40: a walk that died in the middle of a thousand contacts goes on where it was, and reads no page anew that was over', { timeout: 120_000 }, async () => {
  const world = await pairWorld({ exact: { limits: { perMinute: 6000, perDay: 100_000 } } });
  for (let count = 0; count < 230; count += 1) world.scoro.addContact({ name: `Number ${count}`, modified: changedLately.contact });
  let creates = 0;
  const { fetch } = world.context;
  world.context.fetch = async (input, init) => {
    const { url, method } = input instanceof Request ? input : { url: String(input), method: init?.method };
    if (method === 'POST' && url.includes('/crm/Accounts') && (creates += 1) > 150) throw new TypeError('gone');
    return fetch(input, init);
  };
  await synchronized(world).catch(() => undefined);
  expect((await world.connection()).walks?.contacts?.under?.page).toBe(2);
  world.context.fetch = fetch;
  world.forgetCalls();
  await nextRun(world);
  await untilOver(world);
  const pages = world.scoro.seen.filter(({ url }) => url.includes('/contacts/list')).map(({ body }) => (JSON.parse(body ?? '{}') as { page: number }).page);
  expect(pages[0]).toBe(2);
  expect(pages).not.toContain(1);
  expect(new Set(world.exact.company().accounts.map((row) => row['Name']).filter((name) => String(name).startsWith('Number ')))).toHaveProperty('size', 230);
});

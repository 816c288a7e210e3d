import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../lib/model/contact';
import { usesOf } from '../../../lib/sync/send-contacts';
import { changedFields, contactFields, hashesOfFields, productFields } from '../../../lib/sync/sent-fields';

const contact: Contact = { id: '1', name: 'Acme', email: 'a@acme.example', phone: '010', address: { lines: ['Markt 1'], postcode: '1000 AA', city: 'Delft', country: 'NL' } };
const changed = async (before: Contact, after: Contact) => {
  const fields = contactFields(after);
  return changedFields(fields, await hashesOfFields(fields), await hashesOfFields(contactFields(before)));
};

describe('what changed of a contact', () => {
  it('is nothing where nothing did, whatever the order of its fields', async () => {
    const { name, ...rest } = contact;
    expect(await changed(contact, { ...rest, name })).toEqual({});
  });

  it('is each field that is another, an address whole', async () => {
    expect(await changed(contact, { ...contact, email: 'b@acme.example' })).toEqual({ email: 'b@acme.example' });
    const address = { lines: ['Markt 1'], postcode: '1000 AA', city: 'Gouda', country: 'NL' };
    expect(await changed(contact, { ...contact, address })).toEqual({ address });
    expect(await changed(contact, { ...contact, vatNumber: 'NL1' })).toEqual({ vatNumber: 'NL1' });
  });

  it('is not a field that is empty by now: the ledger\'s stays', async () => expect(await changed(contact, { id: '1', name: 'Acme' })).toEqual({}));

  it('is told by hashes alone: nothing of what it says is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 6 }), async (email) => {
        const kept = JSON.stringify(await hashesOfFields(contactFields({ id: '1', name: 'Acme', email })));
        expect(kept).not.toContain(email);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what changed of a product', () => {
  it('is told by its name, description, price and unit', () => {
    expect(productFields({ id: '1', code: 'P', name: 'Work', description: '', unit: null, group: null, price: null, service: true })).toEqual({ name: 'Work' });
    expect(productFields({ id: '1', code: 'P', name: 'Work', description: 'Hard', unit: 'hour', group: null, price: '10', service: true })).toEqual({ name: 'Work', description: 'Hard', unit: 'hour', price: '10' });
  });
});

describe('what a contact is wanted for', () => {
  it('is each of its roles, whatever the settings say', () => {
    expect(usesOf(['customer', 'supplier'], 'prospect', 'EUR')).toEqual([{ role: 'customer', currency: 'EUR' }, { role: 'supplier', currency: 'EUR' }]);
  });
  it('is what the settings say where it has none, and nothing where they say nothing', () => {
    expect(usesOf([], undefined, 'EUR')).toEqual([]);
    expect(usesOf([], 'supplier', 'EUR')).toEqual([{ role: 'supplier', currency: 'EUR' }]);
    expect(usesOf([], 'prospect', 'EUR')).toEqual([{ role: 'customer', currency: 'EUR', status: 'prospect' }]);
  });
});

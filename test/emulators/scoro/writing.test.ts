import { describe, expect, it } from 'vitest';
import { ManualClock } from '../core/emulator';
import { contact, createScoro, product, vat, type ScoroEmulator } from './index';

const make = () => createScoro({ clock: new ManualClock(Date.parse('2026-11-21T12:00:00Z')), apiKey: 'key', entities: ['acme'] });

interface Answer {
  status: string;
  messages?: { error?: string[] } | null;
  data: Record<string, unknown> & Record<string, unknown>[];
}

async function ask(scoro: ScoroEmulator, path: string, request?: object, filter?: object): Promise<Answer> {
  const body = JSON.stringify({ apiKey: 'key', company_account_id: 'acme', ...(request && { request }), ...(filter && { filter }) });
  const response = await scoro.app.fetch(new Request(`https://acme.scoro.com/api/v2/${path}`, { method: 'POST', body }));
  return (await response.json()) as Answer;
}
const refusal = async (...of: Parameters<typeof ask>): Promise<string | undefined> => {
  const { status, messages } = await ask(...of);
  return status === 'ERROR' ? messages?.error?.[0] : undefined;
};

describe('contacts', () => {
  it('are created as companies or persons, found by name and changed', async () => {
    const scoro = make();
    const address = { country: 'IRL', city: 'Cork', street: 'Patrick Street 1', zipcode: 'T12' };
    const { data } = await ask(scoro, 'contacts/modify', { contact_type: 'person', name: 'Maeve', lastname: 'Byrne', is_client: true, addresses: [address], means_of_contact: { email: ['m@byrne.example'] } });
    expect(data).toMatchObject({ contact_type: 'person', name: 'Maeve', lastname: 'Byrne', is_client: '1', is_supplier: '0' });
    expect((await ask(scoro, 'contacts/list', undefined, { name: 'Maeve' })).data.map((row) => row['contact_id'])).toEqual([data['contact_id']]);
    await ask(scoro, `contacts/modify/${String(data['contact_id'])}`, { is_supplier: 1 });
    expect((await ask(scoro, `contacts/view/${String(data['contact_id'])}`)).data).toMatchObject({ is_client: '1', is_supplier: '1', means_of_contact: { email: ['m@byrne.example'] } });
  });

  it.each([
    ['without a name', 'contacts/modify', { vatno: 'NL1' }, 'Field name is required'],
    ['in a country of two letters', 'contacts/modify', { name: 'X', addresses: [{ country: 'IE' }] }, 'Field addresses.0.country is not a three-letter country code'],
    ['with a field of replies', 'contacts/modify', { name: 'X', search_name: 'X' }, 'Field search_name cannot be written'],
    ['of another type than it is', `contacts/modify/${contact.acme}`, { contact_type: 'person' }, 'Field contact_type cannot be changed'],
    ['that are not there', 'contacts/modify/5', { name: 'X' }, 'Contact not found'],
  ])('are refused %s', async (_name, path, request, message) => {
    expect(await refusal(make(), path, request)).toBe(message);
  });
});

describe('products', () => {
  it('are created, found by code and changed', async () => {
    const scoro = make();
    const { data } = await ask(scoro, 'products/modify', { code: 'NEW', name: 'New', price: '12.50', is_service: true, sales_finance_account_id: 501 });
    expect(data).toMatchObject({ code: 'NEW', price: '12.5', is_service: 1, sales_finance_account_id: 501 });
    await ask(scoro, `products/modify/${String(data['product_id'])}`, { name: 'Newer' });
    expect((await ask(scoro, 'products/list', undefined, { code: 'NEW' })).data.map((row) => row['name'])).toEqual(['Newer']);
  });

  it.each([
    ['without a name', { code: 'X' }, 'Field name is required'],
    ['at a price below nothing', { name: 'X', price: -1 }, 'Field price is not a price'],
    ['on an account that is not there', { name: 'X', sales_finance_account_id: 5 }, 'Finance account 5 not found'],
    ['with what is in stock', { name: 'X', depot_amounts: {} }, 'Field depot_amounts cannot be written'],
  ])('are refused %s', async (_name, request, message) => {
    expect(await refusal(make(), 'products/modify', request)).toBe(message);
  });
});

describe('documents', () => {
  const line = { product_id: product.consulting, price: '95', amount: '2', vat_code_id: vat.high };

  it('take the name of a line from its product, and number themselves where no number is given', async () => {
    const scoro = make();
    const { data } = await ask(scoro, 'invoices/modify', { company_id: contact.acme, date: '2026-11-20', lines: [line] });
    const highest = Math.max(...scoro.invoices.map(({ no }) => Number(no)));
    expect([data['no'], data['lines']]).toEqual([highest, null]);
    const { data: whole } = await ask(scoro, `invoices/view/${String(data['id'])}`);
    expect(whole['lines']).toMatchObject([{ product_name: 'Consulting', product_code: 'CONS', sum: '190.00' }]);
    expect((await ask(scoro, 'bills/modify', { company_id: contact.paper, lines: [line] })).data).toMatchObject({ no: '', deadline: '' });
  });

  it('are made out to a person as such', async () => {
    const scoro = make();
    const { contactId } = scoro.addContact({ type: 'person', name: 'Maeve', lastname: 'Byrne' });
    const { data } = await ask(scoro, 'invoices/modify', { person_id: contactId, lines: [line] });
    expect(data).toMatchObject({ company_id: 0, person_id: contactId, person_name: 'Maeve Byrne' });
    expect((await ask(scoro, 'invoices/list', undefined, { person_id: contactId })).data).toHaveLength(1);
    expect(await refusal(scoro, 'invoices/modify', { company_id: contactId, lines: [line] })).toBe(`Company ${contactId} not found`);
  });

  it.each([
    ['for nobody', { lines: [line] }, 'Field company_id is required'],
    ['under a number that is none', { company_id: contact.acme, no: 'INV-1', lines: [line] }, 'Field no is not a whole number'],
    ['with the name of a line', { company_id: contact.acme, lines: [{ ...line, product_name: 'X' }] }, 'Field product_name cannot be written'],
    ['with a VAT code that is not used any more', { company_id: contact.acme, lines: [{ ...line, vat_code_id: 304 }] }, 'VAT code 304 not found'],
    ['on an account that is not there', { company_id: contact.acme, lines: [{ ...line, finance_account_id: 7 }] }, 'Finance account 7 not found'],
    ['for a product that is not there', { company_id: contact.acme, lines: [{ ...line, product_id: 7 }] }, 'Product 7 not found'],
    ['in a currency that is not used', { company_id: contact.acme, currency: 'SEK', lines: [line] }, 'Currency SEK is not active'],
    ['with a sum', { company_id: contact.acme, sum: 5, lines: [line] }, 'Field sum cannot be written'],
  ])('are refused %s', async (_name, request, message) => {
    expect(await refusal(make(), 'invoices/modify', request)).toBe(message);
  });
});

import { expect, it } from 'vitest';
import { contactRequest, documentRequest, productRequest } from '../../../../lib/hosts/scoro/requests';
import type { DocumentDraft } from '../../../../lib/hosts/writing';

it('a contact is written as a company or a person, its country with three letters', () => {
  const address = { lines: ['Quay 4', '2nd floor'], postcode: 'D01', city: 'Dublin', country: 'IE' };
  expect(contactRequest({ name: 'Maeve Byrne', person: { givenName: 'Maeve', familyName: 'Byrne' }, address }, ['supplier'])).toEqual({
    contact_type: 'person', name: 'Maeve', lastname: 'Byrne', addresses: [{ country: 'IRL', city: 'Dublin', street: 'Quay 4\n2nd floor', zipcode: 'D01' }], is_supplier: true,
  });
});

it('a change keeps what the contact had beside: other addresses, other ways to reach it', () => {
  const known = { email: ['old@a.example'], phone: ['1'], website: [], addresses: [{ city: 'Cork' }, { city: 'Galway' }], otherMeans: { mobile: ['2'] } };
  expect(contactRequest({ email: 'new@a.example', address: { lines: [], postcode: '', city: 'Dublin', country: '' } }, [], known)).toEqual({
    addresses: [{ country: '', city: 'Dublin', street: '', zipcode: '' }, { city: 'Galway' }],
    means_of_contact: { email: ['new@a.example', 'old@a.example'], phone: ['1'], website: [], mobile: ['2'] },
  });
});

it('a role alone is written without anything else', () => {
  expect(contactRequest({}, ['customer'])).toEqual({ is_client: true });
});

it('what replies alone hold is not written: names on lines, sums, states', () => {
  const draft: DocumentDraft = {
    kind: 'invoice', credit: false, number: '5001', date: '2026-11-10', dueDate: null, currency: 'EUR', contact: { id: '7', isPerson: true }, description: '', paymentReference: '',
    lines: [{ product: '601', description: 'Advice', quantity: '2', unitPrice: '95', net: '190.00', taxCode: '301', account: null }],
  };
  expect(documentRequest(draft)).toEqual({ no: 5001, date: '2026-11-10', person_id: 7, currency: 'EUR', description: '', reference_no: '', lines: [{ product_id: 601, comment: 'Advice', price: '95', amount: '2', vat_code_id: 301 }] });
  expect(documentRequest({ ...draft, kind: 'bill', number: 'S-1', contact: { id: '7', isPerson: false } })).toMatchObject({ no: 'S-1', company_id: 7 });
  expect(productRequest({ code: null, name: 'Paper', description: '', price: null, service: false, salesAccount: null, costAccount: '503' })).toEqual({ name: 'Paper', description: '', is_service: false, purchases_finance_account_id: 503 });
});

import { account, contact, vat } from './seed-ids';
import type { NewDocument, Site } from './site';

const costs = { productId: 0, unit: '', vatCodeId: vat.inputHigh, financeAccountId: account.costs };

function on(day: number, no: string, fields: NewDocument): NewDocument {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  const written = `${date} 14:30:00`;
  return {
    no,
    date,
    deadline: `2026-12-${String(day).padStart(2, '0')}`,
    companyId: contact.printer,
    created: written,
    modified: written,
    ...fields,
  };
}

/** Bills 3001 to 3007. Two suppliers use the same number: a bill's number is not unique. */
export function seedBills(site: Site): void {
  site.addBill(on(2, 'VD-2026/0815', { id: 3001, referenceNo: 'RF18 5390', lines: [{ ...costs, name: 'Printing of leaflets', price: '250' }] }));
  site.addBill(
    on(4, '0815', {
      id: 3002,
      companyId: contact.energy,
      lines: [
        { ...costs, name: 'Electricity, October', price: '0.2134', amount: '1870' },
        { ...costs, name: 'Network', price: '31.05' },
        { ...costs, name: 'Levy', price: '4.4', vatCodeId: vat.none },
      ],
    }),
  );
  site.addBill(
    on(6, '0815', {
      id: 3003,
      lines: [
        { ...costs, name: 'Business cards', price: '39.95', amount: '2' },
        { ...costs, name: 'Book', price: '20', vatCodeId: vat.inputLow },
      ],
    }),
  );
  site.addBill(on(9, 'VD-2026/0815-C', { id: 3004, lines: [{ ...costs, name: 'Leaflets returned', price: '250', amount: '-1' }] }));
  site.addBill(
    on(11, 'A 77', {
      id: 3005,
      projectId: -1,
      lines: [
        { ...costs, name: 'Posters', price: '120', projectId: 71 },
        { ...costs, name: 'Banner', price: '80', projectId: 0 },
      ],
    }),
  );
  site.addBill(on(12, 'S-40113', { id: 3006, companyId: contact.paper, lines: [{ ...costs, name: 'Folders', price: '75.5' }] }));
  site.addBill(
    on(13, '9912', {
      id: 3007,
      companyId: contact.nordic,
      currency: 'USD',
      currencyRate: '0.9213',
      lines: [{ ...costs, name: 'Spare parts', price: '410', vatCodeId: vat.none }],
    }),
  );
  site.addReceipt('bills', 3006, undefined, '2026-11-18');
}

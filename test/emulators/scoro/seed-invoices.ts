import { account, contact, product, vat } from './seed-ids';
import type { NewDocument, Site } from './site';

const consulting = {
  productId: product.consulting,
  name: 'Consulting',
  unit: 'hour',
  price: '95',
  vatCodeId: vat.high,
  financeAccountId: account.sales,
};
const hosting = { productId: product.hosting, name: 'Hosting', unit: 'pc', price: '40', vatCodeId: vat.high, financeAccountId: account.sales };
const flour = {
  productId: product.flour,
  name: 'Flour',
  unit: 'sack of 25 kg',
  price: '12.5',
  vatCodeId: vat.low,
  financeAccountId: account.salesOther,
};
const freeText = { productId: 0, unit: '', vatCodeId: vat.high, financeAccountId: account.sales };

function on(day: number, no: number, fields: NewDocument): NewDocument {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  const written = `${date} 09:15:00`;
  return {
    no: String(no),
    date,
    deadline: `2026-12-${String(day).padStart(2, '0')}`,
    companyId: contact.acme,
    created: written,
    modified: written,
    isSent: true,
    ...fields,
  };
}

/** Invoices 1001 to 1014; the printed numbers are others on purpose. */
export function seedInvoices(site: Site, otherEntity: string): void {
  site.addInvoice(
    on(2, 20260117, {
      id: 1001,
      referenceNo: '20260117 9',
      description: '<p>Website, phase&nbsp;1</p>',
      projectId: 71,
      lines: [{ ...consulting, price: '1000', amount: '1', comment: 'Design and build' }],
    }),
  );
  site.addInvoice(
    on(3, 20260118, {
      id: 1002,
      companyId: contact.bakery,
      lines: [
        { ...consulting, amount: '4.5' },
        { ...hosting, amount: '3', unit: 'pc' },
        { ...flour, amount: '8' },
      ],
    }),
  );
  site.addInvoice(
    on(4, 20260119, {
      id: 1003,
      companyId: contact.bakery,
      discounts: ['10', '0', '0'],
      lines: [
        { ...flour, amount: '3' },
        { ...flour, price: '9.99', amount: '1' },
        { ...consulting, amount: '1', discount: '5' },
      ],
    }),
  );
  // 10.02 at 21 % is 2.1042: three lines give 6.30, the whole document 6.31.
  site.addInvoice(on(5, 20260120, { id: 1004, lines: [1, 2, 3].map(() => ({ ...hosting, price: '10.02', amount: '1' })) }));
  site.addInvoice(
    on(6, 20260121, {
      id: 1005,
      creditedInvoices: [1002],
      companyId: contact.bakery,
      lines: [
        { ...hosting, amount: '-3' },
        { ...flour, amount: '-2' },
      ],
    }),
  );
  site.addInvoice(
    on(9, 20260122, {
      id: 1006,
      companyId: contact.nordic,
      currency: 'USD',
      currencyRate: '0.9213',
      lines: [{ ...consulting, price: '120', amount: '10', vatCodeId: vat.none }],
    }),
  );
  site.addInvoice(on(9, 20260001, { id: 1007, accountId: otherEntity, lines: [{ ...consulting, amount: '2' }] }));
  site.addInvoice(
    on(10, 20260123, { id: 1008, deleted: '2026-11-11T10:00:00+00:00', modified: '2026-11-11 10:00:00', lines: [{ ...consulting, amount: '1' }] }),
  );
  site.addInvoice(
    on(11, 20260124, {
      id: 1009,
      lines: [
        { ...consulting, amount: '1' },
        { ...freeText, name: 'Travel', price: '23.4', vatCodeId: null },
      ],
    }),
  );
  site.addInvoice(
    on(12, 20260125, {
      id: 1010,
      lines: [
        {
          productId: product.uncoded,
          name: 'Poster',
          unit: 'pc',
          price: '18',
          amount: '5',
          vatCodeId: vat.high,
          financeAccountId: account.salesOther,
        },
      ],
    }),
  );
  site.addInvoice(
    on(13, 20260126, { id: 1011, lines: [{ ...consulting, price: '1234.5', amount: '1', spelt: { price: '1 234,50', sum: '1 234,50' } }] }),
  );
  site.addInvoice(on(16, 20260127, { id: 1012, lines: [{ ...consulting, amount: '8' }] }));
  site.addInvoice(
    on(17, 20260128, {
      id: 1013,
      deadline: null,
      companyId: contact.bakery,
      lines: [
        { ...freeText, name: 'Advice by telephone', comment: '<b>17 November</b>', price: '45' },
        { ...freeText, name: 'Postage', price: '0', amount: '1' },
      ],
    }),
  );
  site.addInvoice(
    on(18, 20260129, {
      id: 1014,
      companyId: contact.brewery,
      lines: [
        { ...consulting, amount: '1' },
        { ...hosting, amount: '1' },
      ],
    }),
  );
  site.addReceipt('invoices', 1012, undefined, '2026-11-19');
  site.addReceipt('invoices', 1014, '50', '2026-11-20');
}

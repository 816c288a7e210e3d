import { describe, expect, it } from 'vitest';
import { bench, refused, usBench, type Anything } from './books-support';

describe('a sales form', () => {
  it('is totalled, with line ids and a subtotal line of no id', () => {
    const { sale, line } = bench();
    const invoice = sale({ DocNumber: 'S-1' }, line({ Amount: 190, Description: 'Two hours' }, { Qty: 2, UnitPrice: 95 }), { DetailType: 'DescriptionOnly', Description: 'Thank you', DescriptionLineDetail: {} });
    expect(invoice).toMatchObject({ TotalAmt: 229.9, Balance: 229.9, TxnDate: '2026-11-02', DueDate: '2026-11-02', EmailStatus: 'NotSet', PrintStatus: 'NotSet' });
    expect(invoice.Line).toMatchObject([
      { Id: '1', LineNum: 1, Amount: 190, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { Qty: 2, UnitPrice: 95 } },
      { Id: '2', LineNum: 2, DetailType: 'DescriptionOnly', Description: 'Thank you' },
      { Amount: 190, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ]);
    expect(invoice.Line[1]).not.toHaveProperty('Amount');
    expect(invoice.Line[2]).not.toHaveProperty('Id');
  });

  it('takes a line without item as text, whatever its amount', () => {
    const { sale, line } = bench();
    const invoice = sale({}, line(), { Amount: 50, Description: 'No item', DetailType: 'SalesItemLineDetail', SalesItemLineDetail: {} });
    expect(invoice.TotalAmt).toBe(121);
    expect(invoice.Line[1]).not.toHaveProperty('Amount');
  });

  it('wants Amount to be Qty times UnitPrice where both are sent', () => {
    const { sale, line } = bench();
    expect(refused(() => sale({}, line({ Amount: 100 }, { Qty: 3, UnitPrice: 33 })))).toMatchObject({ code: '6070', Message: 'Amount calculation incorrect in the request', Detail: 'Amount is not equal to Qty * UnitPrice. Supplied value:100' });
    expect(sale({}, line({ Amount: 100 }, { Qty: 3, UnitPrice: 33.3333333 })).Line[0]).toMatchObject({ Amount: 100, SalesItemLineDetail: { UnitPrice: 33.3333333 } });
    expect(sale({}, line({ Amount: 100 }, { Qty: 3 })).Line[0].Amount).toBe(100);
  });

  it('refuses items that cannot be sold or are not there', () => {
    const { sale, line, ref, people } = bench();
    expect(refused(() => sale({}, line({}, { ItemRef: ref('Item', 'Printer paper') }))).code).toBe('2390');
    expect(refused(() => sale({}, line({}, { ItemRef: { value: '999' } })))).toMatchObject({ code: '2500', Message: 'Invalid Reference Id' });
    expect(refused(() => sale({}, line({}, { ItemRef: ref('Item', 'Fax service (deleted)') })))).toMatchObject({ code: '610', Detail: expect.stringContaining('has been made inactive') });
    people.deactivate('Customer', ref('Customer', "O'Brien & Sons").value);
    expect(refused(() => sale({ CustomerRef: ref('Customer', "O'Brien & Sons (deleted)"), CurrencyRef: { value: 'GBP' }, ExchangeRate: 1.15 })).code).toBe('610');
  });

  it('may have negative lines, but no negative total', () => {
    const { sale, line } = bench();
    expect(sale({}, line(), line({ Amount: -40 })).TotalAmt).toBe(72.6);
    expect(refused(() => sale({}, line({ Amount: -40 })))).toMatchObject({ code: '6000', Detail: 'Business Validation Error: You must specify a transaction amount that is 0 or greater.' });
  });

  it('has a discount only where the company allows it, after the subtotal and without id', () => {
    const off = { Amount: 30, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } };
    const plain = bench();
    expect(refused(() => plain.sale({}, plain.line(), off)).code).toBe('5030');
    const { sale, line } = bench({ preferences: { allowDiscount: true } });
    const invoice = sale({}, line(), off);
    expect(invoice.TotalAmt).toBe(91);
    expect(invoice.Line.slice(1)).toMatchObject([{ DetailType: 'SubTotalLineDetail', Amount: 100 }, { DetailType: 'DiscountLineDetail', Amount: 30 }]);
    expect(invoice.Line[2]).not.toHaveProperty('Id');
    expect(sale({}, line(), { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } }).TotalAmt).toBe(111);
  });

  it('is due by its term, today where no day is sent', () => {
    const { sale, ref } = bench();
    expect(sale({ SalesTermRef: ref('Term', 'Net 30') }).DueDate).toBe('2026-12-02');
    expect(sale({ SalesTermRef: ref('Term', 'End of month') }).DueDate).toBe('2026-11-30');
    expect(sale({ SalesTermRef: ref('Term', 'End of month'), TxnDate: '2026-11-28' }).DueDate).toBe('2026-12-31');
    expect(sale({ SalesTermRef: ref('Term', 'Net 30'), DueDate: '2026-11-09' }).DueDate).toBe('2026-11-09');
    expect(sale({ TxnDate: undefined }).TxnDate).toBe('2026-11-20');
  });

  it('brings an address back rearranged', () => {
    const { sale } = bench();
    const invoice = sale({ BillAddr: { Line1: 'Lindelaan 2', City: 'Utrecht', PostalCode: '3512 AB', Country: 'NL' } });
    expect(invoice.BillAddr).toEqual({ Id: expect.any(String), Line1: 'Brouwerij De Linde', Line2: 'Lindelaan 2', Line3: 'Utrecht 3512 AB', Line4: 'NLD' });
  });

  it('is mailed only to an address', () => {
    const { sale } = bench();
    expect(refused(() => sale({ EmailStatus: 'NeedToSend' })).code).toBe('6420');
    expect(sale({ EmailStatus: 'NeedToSend', BillEmail: { Address: 'a@b.example' } }).EmailStatus).toBe('NeedToSend');
  });

  it('can be a credit memo, a refund receipt or a sales receipt', () => {
    const { company, ref, line } = bench();
    const base = { CustomerRef: ref('Customer', 'Brouwerij De Linde'), CurrencyRef: { value: 'EUR' }, TxnDate: '2026-11-02', Line: [line()] };
    expect(company.create('CreditMemo', base)).toMatchObject({ TotalAmt: 121, Balance: 121, RemainingCredit: 121 });
    expect(refused(() => company.create('RefundReceipt', base)).element).toBe('DepositToAccountRef');
    expect(company.create('RefundReceipt', { ...base, DepositToAccountRef: ref('Account', '1100') })).toMatchObject({ TotalAmt: 121, Balance: 0 });
    expect(refused(() => company.create('RefundReceipt', { ...base, DepositToAccountRef: ref('Account', '8000') })).code).toBe('6430');
    const receipt = company.create('SalesReceipt', base);
    expect(receipt).toMatchObject({ TotalAmt: 121, Balance: 0 });
    expect(company.void('SalesReceipt', { Id: receipt.Id, SyncToken: '0' })).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
  });

  it('takes a deposit off the balance, where the company has deposits', () => {
    expect(refused(() => bench().sale({ Deposit: 21 })).code).toBe('5030');
    expect(bench({ preferences: { allowDeposit: true } }).sale({ Deposit: 21 })).toMatchObject({ TotalAmt: 121, Deposit: 21, Balance: 100 });
  });

  it('may not be linked to what is not there', () => {
    const { sale } = bench();
    expect(refused(() => sale({ LinkedTxn: [{ TxnId: '1', TxnType: 'Estimate' }] })).code).toBe('620');
    expect(sale({ LinkedTxn: [{ TxnId: '1', TxnType: 'Payment' }] })).not.toHaveProperty('LinkedTxn');
  });

  it('may be for a person', () => {
    const { sale, ref } = bench();
    expect(sale({ CustomerRef: ref('Customer', 'Maeve Byrne') }).CustomerRef.name).toBe('Maeve Byrne');
  });
});

describe('another currency', () => {
  const pounds = (it_: ReturnType<typeof bench>, change: Anything = {}) => it_.sale({ CustomerRef: it_.ref('Customer', "O'Brien & Sons"), CurrencyRef: { value: 'GBP' }, ExchangeRate: 1.1488, ...change });

  it('must be the party’s, with a rate', () => {
    const it_ = bench();
    expect(refused(() => pounds(it_, { ExchangeRate: undefined }))).toMatchObject({ code: '2410', Message: 'Curreny, ExchangeRate is missing.' });
    expect(refused(() => pounds(it_, { CurrencyRef: { value: 'EUR' } })).Detail).toBe('Business Validation Error: You can only use one foreign currency per transaction.');
    expect(pounds(it_)).toMatchObject({ CurrencyRef: { value: 'GBP' }, ExchangeRate: 1.1488, TotalAmt: 121, HomeTotalAmt: 139, HomeBalance: 139 });
  });

  it('shows a rate of 1 on home documents, and none in a company without others', () => {
    expect(bench().sale()).toMatchObject({ ExchangeRate: 1, HomeTotalAmt: 121, HomeBalance: 121 });
    const { sale } = usBench();
    const invoice = sale();
    expect(invoice.CurrencyRef).toEqual({ value: 'USD', name: 'United States Dollar' });
    for (const name of ['ExchangeRate', 'HomeTotalAmt', 'HomeBalance']) expect(invoice).not.toHaveProperty(name);
    expect(refused(() => sale({ CurrencyRef: { value: 'EUR' } })).Detail).toContain('Multi Currency should be enabled');
  });
});

describe('dimensions', () => {
  it('are refused where the company has them off', () => {
    const it_ = bench();
    const { sale, line, ref } = it_;
    const ClassRef = ref('Class', 'Consultancy');
    expect(sale({}, line({}, { ClassRef })).Line[0].SalesItemLineDetail.ClassRef).toMatchObject({ name: 'Consultancy' });
    expect(refused(() => sale({ ClassRef })).code).toBe('5030');
    expect(refused(() => sale({ DepartmentRef: ref('Department', 'Cork') })).code).toBe('5030');
    expect(refused(() => sale({}, line({}, { ClassRef: ref('Class', 'Closed branch (deleted)') }))).code).toBe('610');
    it_.people.prefer({ classTracking: 'transaction', trackDepartments: true });
    expect(sale({ ClassRef, DepartmentRef: ref('Department', 'Cork') })).toMatchObject({ ClassRef: { name: 'Consultancy' }, DepartmentRef: { name: 'Cork' } });
    expect(refused(() => sale({}, line({}, { ClassRef }))).code).toBe('5030');
  });

  it('name a project on the line by its own id, which is not its customer’s', () => {
    const { sale, line, ref, people } = bench();
    expect(sale({}, line({ ProjectRef: { value: '39298034' } })).Line[0].ProjectRef).toEqual({ value: '39298034' });
    expect(refused(() => sale({}, line({ ProjectRef: ref('Customer', 'Website') }))).code).toBe('2500');
    expect(people.byName('Customer', 'Website')).toMatchObject({ IsProject: true, Job: true, FullyQualifiedName: 'Brouwerij De Linde:Website' });
    people.prefer({ projects: false });
    expect(refused(() => sale({}, line({ ProjectRef: { value: '39298034' } }))).code).toBe('5030');
  });
});

describe('closed books', () => {
  it('refuse every change up to and on the closing date', () => {
    const { sale, company, people } = bench();
    const early = sale({ TxnDate: '2026-10-31' });
    const late = sale({ TxnDate: '2026-11-01' });
    people.closeBooks('2026-10-31');
    const closed = { code: '6200', Detail: 'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.' };
    expect(refused(() => sale({ TxnDate: '2026-10-31' }))).toMatchObject(closed);
    expect(refused(() => company.update('Invoice', { Id: early.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' }))).toMatchObject(closed);
    expect(refused(() => company.update('Invoice', { Id: late.Id, SyncToken: '0', sparse: true, TxnDate: '2026-10-31' }))).toMatchObject(closed);
    expect(refused(() => company.remove('Invoice', { Id: early.Id, SyncToken: '0' }))).toMatchObject(closed);
    expect(refused(() => company.void('Invoice', { Id: early.Id, SyncToken: '0' }))).toMatchObject(closed);
    expect(sale({ TxnDate: '2026-11-01' }).TotalAmt).toBe(121);
    people.closeBooks('2026-10-31', true);
    expect(refused(() => sale({ TxnDate: '2026-10-30' })).code).toBe('6210');
    people.closeBooks('');
    expect(sale({ TxnDate: '2026-10-30' }).TotalAmt).toBe(121);
  });
});

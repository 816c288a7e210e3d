import { describe, expect, it } from 'vitest';
import { bench, echoed, refused, usBench, type BooksBench } from './books-support';

const eur = { CurrencyRef: { value: 'EUR' } };
const memoOf = ({ company, ref, line }: BooksBench, Amount: number) => company.create('CreditMemo', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), ...eur, Line: [line({ Amount })] });

describe('a payment', () => {
  it('takes from the balance of its invoice, under a new SyncToken and time', () => {
    const { sale, people, clock, read } = bench();
    const { Id } = sale();
    clock.advance(60_000);
    const payment = people.payInvoice(Id, '21.00', '2026-11-19');
    expect(payment).toMatchObject({ TotalAmt: 21, UnappliedAmt: 0, TxnDate: '2026-11-19', DepositToAccountRef: { name: 'Undeposited Funds' }, Line: [{ Amount: 21, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }] });
    expect(read('Invoice', Id)).toMatchObject({
      TotalAmt: 121, Balance: 100, HomeBalance: 100, SyncToken: '1', MetaData: { LastUpdatedTime: '2026-11-20T12:01:00-08:00' }, LinkedTxn: [{ TxnId: payment.Id, TxnType: 'Payment' }],
    });
    people.payInvoice(Id, '100', '2026-11-20');
    expect(read('Invoice', Id)).toMatchObject({ Balance: 0, SyncToken: '2' });
    expect(read('Invoice', Id).LinkedTxn).toHaveLength(2);
  });

  it('is unapplied without lines, and counts for its customer', () => {
    const { sale, company, ref, people } = bench();
    sale();
    expect(people.byName('Customer', 'Brouwerij De Linde')['Balance']).toBe(121);
    const payment = company.create('Payment', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), ...eur, TotalAmt: 50 });
    expect(payment).toMatchObject({ UnappliedAmt: 50, TxnDate: '2026-11-20' });
    expect(people.byName('Customer', 'Brouwerij De Linde')).toMatchObject({ Balance: 71, BalanceWithJobs: 71, SyncToken: '0' });
  });

  it('pays what is there to pay, for its own customer', () => {
    const { sale, company, ref, people } = bench();
    const { Id } = sale();
    expect(refused(() => people.payInvoice(Id, '121.01', '2026-11-19')).code).toBe('620');
    const line = (TxnId: string, TxnType = 'Invoice') => ({ Amount: 10, LinkedTxn: [{ TxnId, TxnType }] });
    const pay = (body: object) => company.create('Payment', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), ...eur, TotalAmt: 10, ...body });
    expect(refused(() => pay({ Line: [line('999')] })).code).toBe('2500');
    expect(refused(() => pay({ Line: [line(Id, 'Estimate')] })).code).toBe('620');
    expect(refused(() => pay({ CustomerRef: ref('Customer', 'Maeve Byrne'), Line: [line(Id)] })).code).toBe('620');
    expect(refused(() => pay({ TotalAmt: 5, Line: [line(Id)] })).code).toBe('6000');
    expect(refused(() => pay({ CurrencyRef: undefined })).element).toBe('CurrencyRef');
    expect(refused(() => pay({ Line: [{ Amount: 1 }] })).element).toBe('LinkedTxn');
    expect(refused(() => pay({ TotalAmt: undefined })).element).toBe('TotalAmt');
  });

  it('can be of a parent for its job', () => {
    const { sale, company, ref } = bench();
    const job = sale({ CustomerRef: ref('Customer', 'Website') });
    const payment = company.create('Payment', { CustomerRef: ref('Customer', 'Brouwerij De Linde'), ...eur, TotalAmt: 121, Line: [{ Amount: 121, LinkedTxn: [{ TxnId: job.Id, TxnType: 'Invoice' }] }] });
    expect(payment['UnappliedAmt']).toBe(0);
    expect(company.read('Invoice', job.Id)['Balance']).toBe(0);
  });

  it('gives back what it took when it is changed, voided or deleted', () => {
    const { sale, people, company, read } = bench();
    const { Id } = sale();
    const payment = people.payInvoice(Id, '121', '2026-11-19');
    const lower = company.update('Payment', echoed(payment, { Line: [{ Amount: 21, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }] }));
    expect(lower).toMatchObject({ TotalAmt: 121, UnappliedAmt: 100, SyncToken: '1' });
    expect(read('Invoice', Id)).toMatchObject({ Balance: 100, SyncToken: '2' });
    expect(company.void('Payment', { Id: payment.Id, SyncToken: '1' })).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, PrivateNote: 'Voided' });
    expect(read('Invoice', Id)).toMatchObject({ Balance: 121, SyncToken: '3' });
    expect(read('Invoice', Id)).not.toHaveProperty('LinkedTxn');
    const second = people.payInvoice(Id, '121', '2026-11-19');
    company.remove('Payment', { Id: second.Id, SyncToken: '0' });
    expect(read('Invoice', Id)).toMatchObject({ Balance: 121, SyncToken: '5' });
  });

  it('cannot be touched once it is deposited', () => {
    const { sale, people, company } = bench();
    const payment = people.payInvoice(sale().Id, '121', '2026-11-19');
    people.deposit(payment.Id);
    expect(refused(() => company.update('Payment', echoed(payment, { PrivateNote: 'x' }))).code).toBe('6540');
    expect(refused(() => company.remove('Payment', { Id: payment.Id, SyncToken: '0' })).code).toBe('6540');
    expect(refused(() => company.void('Payment', { Id: payment.Id, SyncToken: '0' })).code).toBe('6540');
  });

  it('loses the invoice that is deleted, voided or lowered, and keeps the money', () => {
    const { sale, people, company, read, line } = bench();
    const [gone, voided, lowered] = [sale(), sale(), sale()];
    const payments = [gone, voided, lowered].map(({ Id }) => people.payInvoice(Id, '121', '2026-11-19').Id);
    people.remove('Invoice', gone.Id);
    people.voidInvoice(voided.Id);
    expect(payments.map((id) => company.read('Payment', id)['UnappliedAmt'])).toEqual([121, 121, 0]);
    expect(read('Invoice', voided.Id)).toMatchObject({ TotalAmt: 0, Balance: 0 });
    people.edit('Invoice', lowered.Id, { Line: [line({ Amount: 50 })] });
    expect(read('Invoice', lowered.Id)).toMatchObject({ TotalAmt: 60.5, Balance: 0 });
    expect(read('Payment', payments[2] ?? '')).toMatchObject({ UnappliedAmt: 60.5, Line: [{ Amount: 60.5 }] });
    people.edit('Invoice', lowered.Id, { Line: [line()] });
    expect(read('Invoice', lowered.Id)).toMatchObject({ TotalAmt: 121, Balance: 60.5 });
  });

  it('is in the invoice’s currency, at the rate it brings', () => {
    const { sale, ref, people, read } = bench();
    const { Id } = sale({ CustomerRef: ref('Customer', "O'Brien & Sons"), CurrencyRef: { value: 'GBP' }, ExchangeRate: 1.2 });
    expect(people.payInvoice(Id, '21', '2026-11-19')).toMatchObject({ CurrencyRef: { value: 'GBP' }, ExchangeRate: 1.2 });
    expect(read('Invoice', Id)).toMatchObject({ Balance: 100, HomeBalance: 120 });
  });
});

describe('a credit memo', () => {
  it('is applied by a payment of nothing', () => {
    const it_ = bench();
    const { sale, people, read } = it_;
    const invoice = sale();
    const memo = memoOf(it_, 40);
    const payment = people.applyCredit(invoice.Id, memo.Id, '2026-11-19');
    expect(payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, Line: [{ Amount: 48.4 }, { Amount: 48.4 }] });
    expect(read('Invoice', invoice.Id)).toMatchObject({ Balance: 72.6, LinkedTxn: [{ TxnType: 'Payment' }] });
    expect(read('CreditMemo', memo.Id)).toMatchObject({ Balance: 0, RemainingCredit: 0, LinkedTxn: [{ TxnId: payment.Id, TxnType: 'Payment' }] });
    people.remove('Payment', payment.Id);
    expect([read('Invoice', invoice.Id).Balance, read('CreditMemo', memo.Id).Balance]).toEqual([121, 48.4]);
  });

  it('pays nothing any more once it is deleted', () => {
    const it_ = bench();
    const invoice = it_.sale();
    const memo = memoOf(it_, 40);
    const payment = it_.people.applyCredit(invoice.Id, memo.Id, '2026-11-19');
    it_.people.remove('CreditMemo', memo.Id);
    expect(it_.read('Invoice', invoice.Id)).toMatchObject({ Balance: 121 });
    expect(it_.read('Payment', payment.Id)).toMatchObject({ UnappliedAmt: 0 });
    expect(it_.read('Payment', payment.Id)).not.toHaveProperty('Line');
  });

  it('is taken by a new invoice where the company applies credits by itself', () => {
    const it_ = bench({ preferences: { autoApplyCredit: true } });
    const memo = memoOf(it_, 40);
    expect(it_.sale()).toMatchObject({ TotalAmt: 121, Balance: 72.6 });
    expect(it_.read('CreditMemo', memo.Id).Balance).toBe(0);
  });
});

describe('a bill payment', () => {
  it('takes from the balance of its bill', () => {
    const { bill, people, read, company } = bench();
    const { Id } = bill();
    const payment = people.payBill(Id, '100', '2026-11-19');
    expect(payment).toMatchObject({ TotalAmt: 100, PayType: 'Check', CheckPayment: { BankAccountRef: { name: 'Current account' } } });
    expect(read('Bill', Id)).toMatchObject({ Balance: 21, SyncToken: '1', LinkedTxn: [{ TxnId: payment.Id, TxnType: 'BillPaymentCheck' }] });
    expect(people.byName('Vendor', 'Papierhandel Smit')['Balance']).toBe(21);
    company.remove('BillPayment', { Id: payment.Id, SyncToken: '0' });
    expect(read('Bill', Id)).toMatchObject({ Balance: 121, SyncToken: '2' });
    expect(refused(() => company.void('BillPayment', { Id: payment.Id, SyncToken: '0' })).code).toBe('500');
  });

  it('is unlinked when its bill is deleted', () => {
    const { bill, people, read } = bench();
    const { Id } = bill();
    const payment = people.payBill(Id, '121', '2026-11-19');
    people.remove('Bill', Id);
    expect(read('BillPayment', payment.Id)).toMatchObject({ TotalAmt: 121 });
    expect(read('BillPayment', payment.Id)).not.toHaveProperty('Line');
  });

  it('needs the account it is paid from', () => {
    const { bill, company, ref, read } = usBench();
    const { Id, VendorRef } = bill();
    const body = { VendorRef, TotalAmt: 100, Line: [{ Amount: 100, LinkedTxn: [{ TxnId: Id, TxnType: 'Bill' }] }] };
    expect(refused(() => company.create('BillPayment', body)).element).toBe('PayType');
    expect(refused(() => company.create('BillPayment', { ...body, PayType: 'Check' })).element).toBe('CheckPayment');
    expect(refused(() => company.create('BillPayment', { ...body, PayType: 'Check', CheckPayment: { BankAccountRef: ref('Account', '4000') } })).code).toBe('6430');
    company.create('BillPayment', { ...body, PayType: 'CreditCard', CreditCardPayment: { CCAccountRef: ref('Account', '1700') } });
    expect(read('Bill', Id)).toMatchObject({ Balance: 0, LinkedTxn: [{ TxnType: 'BillPaymentCreditCard' }] });
    expect(read('Bill', Id)).not.toHaveProperty('HomeBalance');
  });

  it('may use a vendor credit', () => {
    const { bill, company, cost, people, read } = bench();
    const { Id, VendorRef } = bill();
    const credit = company.create('VendorCredit', { VendorRef, ...eur, Line: [cost({ Amount: 50 })] });
    people.applyCredit(Id, credit.Id, '2026-11-19');
    expect([read('Bill', Id).Balance, read('VendorCredit', credit.Id).Balance]).toEqual([60.5, 0]);
  });
});

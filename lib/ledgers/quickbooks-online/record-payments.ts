import type { LedgerPayment, LedgerPayments } from '../source';
import { refuse, type Client } from './client';
import { bareId, listId, readDocumentId, readPartyId, refTo } from './ids';
import { exact, filled } from './numbers';
import { equals } from './query';
import { ratesOf } from './rates';
import { knownBillPayments, knownPayments, moneyAccounts } from './source-wire';
import type { Traits } from './traits';
import type { Entity, Fields } from './wire';

/** Money received for invoices (Payment) and paid for bills (BillPayment). */

function placesOf({ kind, document, contact, amount }: LedgerPayment): { party: string; line: Fields } {
  const read = readDocumentId(document);
  const party = readPartyId(contact);
  const wanted = kind === 'invoice' ? 'Invoice' : 'Bill';
  if (!read || read.entity !== wanted || !party) throw refuse('payment-of-credit', 'Only invoices and bills are paid; what a credit note is set against is chosen in QuickBooks Online.');
  return { party: party.id, line: { Amount: exact(amount), LinkedTxn: [{ TxnId: read.id, TxnType: wanted }] } };
}

export function paymentsOf(client: Client, traitsOf: () => Promise<Traits>): LedgerPayments {
  const rateOf = ratesOf(client);

  async function money({ currency, date }: LedgerPayment, traits: Traits): Promise<Fields> {
    const rate = await rateOf({ currency, date }, traits);
    return { CurrencyRef: traits.multiCurrency ? { value: currency } : null, ExchangeRate: rate === null ? null : exact(rate) };
  }

  async function write(entity: Entity<{ Id: string }>, body: Fields, requestId: string): Promise<{ id: string }> {
    return { id: (await client.write(entity, filled(body), 'record a payment', requestId)).Id };
  }

  return {
    // What is received waits among the undeposited funds where no account is named.
    needsAccount: { invoice: false, bill: true },
    async listAccounts() {
      const { rows } = await client.list(moneyAccounts, [equals('AccountType', 'Bank')], 'list the bank accounts');
      return rows.filter(({ Active }) => Active !== false).map(({ Id, Name, FullyQualifiedName }) => ({ id: listId(Id), name: FullyQualifiedName || Name }));
    },
    async findPayment(payment) {
      const { party } = placesOf(payment);
      const purpose = 'look for a payment';
      if (payment.kind === 'invoice') {
        const { rows } = await client.list(knownPayments, [equals('CustomerRef', party), equals('TxnDate', payment.date)], purpose);
        const found = rows.find(({ PaymentRefNum }) => PaymentRefNum === payment.reference);
        return found ? { id: found.Id } : null;
      }
      const { rows } = await client.list(knownBillPayments, [equals('DocNumber', payment.reference)], purpose);
      const found = rows.find(({ VendorRef }) => VendorRef.value === party);
      return found ? { id: found.Id } : null;
    },
    async recordPayment(payment, requestId) {
      const { party, line } = placesOf(payment);
      const traits = await traitsOf();
      const shared = { TxnDate: payment.date, TotalAmt: exact(payment.amount), Line: [line], ...(await money(payment, traits)) };
      if (payment.kind === 'invoice') return write(knownPayments, { ...shared, CustomerRef: { value: party }, PaymentRefNum: payment.reference, DepositToAccountRef: refTo(payment.account) }, requestId);
      if (payment.account === null) throw refuse('account-missing', 'A bill is paid from a bank account; none was named.');
      return write(knownBillPayments, { ...shared, VendorRef: { value: party }, DocNumber: payment.reference, PayType: 'Check', CheckPayment: { BankAccountRef: { value: bareId(payment.account) } } }, requestId);
    },
  };
}

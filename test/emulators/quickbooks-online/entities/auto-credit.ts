import { amount, big, refId, type QboRecord } from '../values';
import type { Books } from './books';
import { settle } from './settle';

/** Where the company applies credits by itself, a new invoice takes what its customer has open. */
export function applyCredits(books: Books, invoice: QboRecord): void {
  if (!books.preferences.autoApplyCredit) return;
  for (const memo of books.list('CreditMemo')) {
    const open = big(books.find('Invoice', invoice.Id)?.['Balance']);
    const credit = big(memo['Balance']);
    if (refId(memo['CustomerRef']) !== refId(invoice['CustomerRef']) || credit.lte(0) || open.lte(0)) continue;
    const Amount = amount(credit.lt(open) ? credit : open);
    const payment = books.insert('Payment', {
      CustomerRef: invoice['CustomerRef'], CurrencyRef: invoice['CurrencyRef'], ...(invoice['ExchangeRate'] === undefined ? {} : { ExchangeRate: invoice['ExchangeRate'] }),
      TxnDate: invoice['TxnDate'], TotalAmt: 0, UnappliedAmt: 0,
      Line: [
        { Amount, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] },
        { Amount, LinkedTxn: [{ TxnId: memo.Id, TxnType: 'CreditMemo' }] },
      ],
    });
    settle(books, 'Payment', payment.Id, null, payment);
  }
}

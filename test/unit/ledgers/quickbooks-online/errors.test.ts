import { describe, expect, it } from 'vitest';
import { quickBooksOnline } from '../../../../lib/ledgers/quickbooks-online';
import { readFaults, rawOf } from '../../../../lib/ledgers/quickbooks-online/faults';
import { CallFailure, type FailureKind } from '../../../../lib/net/failure';
import { problemSchema } from '../../../../lib/model/problem';

const refused = (raw: string) => quickBooksOnline.explain(new CallFailure('refused', `QuickBooks Online refused this: ${raw}`, { system: 'QuickBooks Online', status: 400, raw }));
const taken = 'Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=1001 is assigned to TxnType=Invoice with TxnId=396';

/** What QuickBooks has been seen to say, and what it means. */
const texts: [raw: string, code: string, best: string][] = [
  [`6140: ${taken}`, 'number-used', 'retry'],
  ['6140: Numéro de document en double : DocNumber=1001 est affecté à TxnType=Facture avec TxnId=396', 'number-used', 'retry'],
  ['6240: The name supplied already exists. : Another $$customer$$ is already using this name. Please use a different name.', 'record-exists', 'retry'],
  ['6240: Le nom indiqué existe déjà.', 'record-exists', 'retry'],
  ['6200: The account period has closed and the account books cannot be updated through the QBO Services API.', 'period-closed', 'refresh-reference'],
  ['6210: La période est close.', 'period-closed', 'refresh-reference'],
  ['6000: Business Validation Error: Make sure all your transactions have a VAT rate before you save.', 'tax-code-missing', 'open-mappings'],
  ['6000: Business Validation Error: Make sure all your transactions have a GST/HST rate before you save.', 'tax-code-missing', 'open-mappings'],
  ['6000: One or more transaction lines do not have a tax code associated with it. Please assign a tax code for those lines', 'tax-code-missing', 'open-mappings'],
  ["6000: We're sorry, QuickBooks encountered an error while calculating tax. Try reselecting the tax rate.", 'ledger-trouble', 'retry'],
  ['6000: You can only use one foreign currency per transaction.', 'currency', 'create-contact'],
  ['6000: Multi Currency should be enabled to perform this operation', 'currency', 'open-ledger'],
  ['6000: You can only add or edit one name at a time. Please try again.', 'ledger-trouble', 'retry'],
  ['6000: Etwas anderes.', 'rule-broken', 'open-host'],
  ["610: Object Not Found : Something you're trying to use has been made inactive.", 'record-inactive', 'refresh-reference'],
  ["2500: Invalid Reference Id : Something you're trying to use has been made inactive.", 'record-inactive', 'refresh-reference'],
  ['2500 (CustomerRef): Invalid Reference Id', 'record-inactive', 'create-contact'],
  ['6250: The customer is missing', 'record-inactive', 'refresh-reference'],
  ['2020 (VendorRef): Required param missing', 'contact-missing', 'create-contact'],
  ['2020 (ExpenseAccountRef): Required parameter ExpenseAccountRef is missing in the request', 'account-missing', 'open-mappings'],
  ['2020 (Line): Required param missing', 'value-missing', 'open-mappings'],
  ['6440: A line needs an item or account', 'item-missing', 'open-host'],
  ['2250: No lines', 'lines-missing', 'open-host'],
  ['2390: The item has no income account', 'item-account', 'open-ledger'],
  ['6430 (AccountRef): The account is of the wrong type', 'account-type', 'open-mappings'],
  ['2410: Curreny, ExchangeRate is missing.', 'exchange-rate', 'open-ledger'],
  ['2220: Invalid currency', 'currency', 'open-ledger'],
  ['2290: Negative', 'amount-negative', 'open-host'],
  ['6100: TAX or NON', 'tax-code-wrong', 'open-mappings'],
  ['6160: cannot be used', 'tax-code-wrong', 'open-mappings'],
  ['6170: TxnTaxDetail', 'tax-refused', 'refresh-reference'],
  ['6070: Amount is not equal to Qty * UnitPrice. Supplied value:1', 'amounts-differ', 'open-host'],
  ['2050 (PrivateNote): Length of the field exceeds 4000 chars', 'text-too-long', 'open-host'],
  ['2040: Unsupported characters', 'text-unsupported', 'open-host'],
  ['6080: no name', 'contact-name-missing', 'open-host'],
  ['2210: email', 'contact-address', 'open-host'],
  ['2070: date', 'date-wrong', 'open-host'],
  ['6270: before the start date', 'inventory-date', 'open-host'],
  ['6310: Billable', 'billable', 'open-ledger'],
  ['6540: Deposited Transaction', 'payment-matched', 'open-ledger'],
  ['6480: matched', 'payment-matched', 'open-ledger'],
  ['2080: Illegal number format', 'number-too-exact', 'open-host'],
  ['10100: too large', 'ledger-too-large', 'retry'],
  ['4000: QueryParserError: Encountered " <IDENTIFIER> "s "" at line 1, column 48.', 'request-wrong', 'open-host'],
  ['4001: QueryValidationError', 'request-wrong', 'open-host'],
  ['500: Unsupported Operation', 'request-wrong', 'open-host'],
  ['7777: Something new', 'ledger-refused', 'retry'],
  ['Something without a number', 'ledger-refused', 'retry'],
];

describe('refusals', () => {
  it.each(texts)('%s', (raw, code, best) => {
    const problem = problemSchema.parse(refused(raw));
    expect([problem.code, problem.fixes[0]?.id, problem.fixes[0]?.best, problem.raw]).toEqual([code, best, true, raw]);
    expect(problem.message).toMatch(/[.?]$/);
    expect(problem.fixes.some(({ id }) => id === 'retry')).toBe(true);
  });

  it('name the number that is taken, in any language', () => {
    expect(refused(`6140: ${taken}`).message).toBe('The number 1001 is used in QuickBooks Online already (record 396).');
    expect(refused('6140: Numéro en double : DocNumber=1001 est affecté à TxnType=Facture avec TxnId=396').message).toBe('The number 1001 is used in QuickBooks Online already (record 396).');
  });

  it('of several causes tell each once', () => {
    const problem = refused('6200: closed\n6200: closed\n2020 (Line): Required');
    expect(problem.message).toBe('The books are closed for this date in QuickBooks Online. QuickBooks Online misses a value: Line.');
    expect(problem.fixes.map(({ id }) => id)).toEqual(['refresh-reference', 'open-ledger', 'open-mappings', 'open-host', 'retry']);
  });

  it('of rights and plans say which', () => {
    const forbidden = (raw: string) => quickBooksOnline.explain(new CallFailure('forbidden', 'QuickBooks Online gives no access to bills.', { system: 'QuickBooks Online', raw }));
    expect(['3100: AuthorizationFailed', '5020: x', '5030 (ClassRef): x', '6190: x', '<html>', ''].map((raw) => forbidden(raw).code)).toEqual(['wrong-company', 'user-type', 'feature-off', 'ledger-inactive', 'ledger-forbidden', 'ledger-forbidden']);
  });

  it.each(['limit', 'sign-in', 'offline', 'no-answer', 'unreadable', 'trouble', 'refused', 'forbidden', 'absent', 'stale', 'used'] satisfies FailureKind[])('of the kind %s have a sentence and a button', (kind) => {
    const problem = problemSchema.parse(quickBooksOnline.explain(new CallFailure(kind, 'It did not work', { system: 'QuickBooks Online' })));
    expect([problem.message, problem.fixes[0]?.best, 'raw' in problem]).toEqual(['It did not work.', true, false]);
  });
});

describe('faults', () => {
  it('are read in both spellings, and nothing else is', () => {
    const data = { Fault: { Error: [{ Message: 'M', Detail: 'M : D', code: '6000', element: '' }], type: 'ValidationFault' } };
    const gateway = { fault: { error: [{ message: 'message=X', detail: null, code: '3100', element: null }], type: 'SERVICE' } };
    expect([data, gateway].map((body) => rawOf(readFaults(body) ?? []))).toEqual(['6000: M : D', '3100: message=X']);
    expect([{}, null, '', { Invoice: {} }, { error: 'invalid_grant' }].map(readFaults)).toEqual([null, null, null, null, null]);
  });
});

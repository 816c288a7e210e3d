import type { Fix, FixAction } from '../../model/problem';
import type { RawLine } from './faults';

/**
 * What QuickBooks says when it refuses, by its number, and what that means to a user. Texts come in the language of the
 * company, so they only tell apart what has the same number; the shape of what follows a number is the same in all.
 */

const fix = (id: string, label: string, action: FixAction): Fix => ({ id, label, action });

export const fixes = {
  retry: fix('retry', 'Retry', { type: 'retry' }),
  signIn: fix('sign-in', 'Sign in again', { type: 'sign-in' }),
  createContact: fix('create-contact', 'Create the contact', { type: 'create-contact' }),
  /** The look-up that a retry begins with finds what is there, and offers to link it. */
  lookAgain: fix('retry', 'Look for it in QuickBooks', { type: 'retry' }),
  mappings: fix('open-mappings', 'Open mappings', { type: 'open-options', route: '#/mappings' }),
  connections: fix('open-connections', 'Open connections', { type: 'open-options', route: '#/connections' }),
  refresh: fix('refresh-reference', 'Read the reference data again', { type: 'refresh-reference' }),
  openLedger: fix('open-ledger', 'Open QuickBooks', { type: 'open-ledger' }),
  openHost: fix('open-host', 'Open the document', { type: 'open-host' }),
} as const satisfies Record<string, Fix>;

/** One cause. A row without element and words takes every line of its numbers. */
export interface Cause {
  code: string;
  /** QuickBooks' numbers, or our own name for what was not sent at all. */
  faults: readonly string[];
  element?: RegExp;
  words?: RegExp;
  message: (line: RawLine) => string;
  detail: string;
  fixes: readonly Fix[];
}

const always = (message: string) => () => message;
const withWords = (sentence: string) => ({ words }: RawLine) => `${sentence}: ${words}`;
const ofElement = (sentence: string) => ({ element }: RawLine) => sentence.replace('{element}', element || 'a value');
const { createContact, lookAgain, mappings, connections, refresh, openLedger, openHost, signIn, retry } = fixes;

const party = /^(Customer|Vendor)Ref/i;
const account = /Account|^APAccount/i;

/** From the particular to the general: the first row that fits holds. */
export const causes: readonly Cause[] = [
  {
    code: 'number-used', faults: ['6140'],
    message: ({ words }) => {
      const [, number = '', id = ''] = /DocNumber=(.*?) is .*?TxnId=(\d+)/i.exec(words) ?? /DocNumber=(\S+).*?TxnId=(\d+)/i.exec(words) ?? [];
      return number ? `The number ${number} is used in QuickBooks Online already${id ? ` (record ${id})` : ''}.` : 'This document number is used in QuickBooks Online already.';
    },
    detail: 'The document may have been booked before, by hand or by another program: link it, or give it another number.', fixes: [lookAgain, openHost, openLedger],
  },
  {
    code: 'record-exists', faults: ['6240', '630'],
    message: always('QuickBooks Online has this name already.'),
    detail: 'Customers, vendors and employees share one list of names, and inactive ones are on it too. Link the contact to the one that is there, or give one of them another name.',
    fixes: [lookAgain, mappings, openLedger],
  },
  {
    code: 'number-too-long', faults: ['number-too-long'], message: ({ words }) => words,
    detail: 'Cut, it would be another number. Give the document a shorter one.', fixes: [openHost],
  },
  {
    code: 'period-closed', faults: ['6200', '6210'],
    message: always('The books are closed for this date in QuickBooks Online.'),
    detail: 'Read the reference data again to book on the next open day, or have the closing date changed in QuickBooks: nothing can be booked before it from outside, not even with its password.',
    fixes: [refresh, openLedger],
  },
  {
    code: 'ledger-trouble', faults: ['6000'], words: /error while calculating tax/i,
    message: always('QuickBooks Online could not work out the tax.'),
    detail: 'Its tax service stumbles at times. Nothing was booked; try again in a minute.', fixes: [retry, openLedger],
  },
  {
    code: 'tax-code-missing', faults: ['6000'], words: /(VAT|GST|HST|tax) (rate|code)/i,
    message: always('QuickBooks Online wants a tax code on every line.'),
    detail: 'Lines without tax need one too: the company’s code for zero-rated or exempt. Map the tax rates, “no tax” included.', fixes: [mappings, refresh],
  },
  {
    code: 'currency', faults: ['6000'], words: /foreign currency per transaction/i,
    message: always('The contact is in another currency in QuickBooks Online.'),
    detail: 'A customer or vendor has one currency for ever. Link the contact to one that is in the currency of the document, or create one.', fixes: [createContact, mappings, openLedger],
  },
  {
    code: 'currency', faults: ['6000'], words: /multi.?currency/i,
    message: always('This company books in its own currency only.'),
    detail: 'Multicurrency is switched on in the settings of QuickBooks, and cannot be switched off again.', fixes: [openLedger, openHost],
  },
  {
    code: 'ledger-trouble', faults: ['6000'], words: /one name at a time/i,
    message: always('Another name was being added to QuickBooks Online at the same moment.'),
    detail: 'It adds one at a time. Nothing was made; try again.', fixes: [retry],
  },
  {
    code: 'rule-broken', faults: ['6000'],
    message: withWords('A rule of QuickBooks Online is in the way'),
    detail: 'Correct it in the document, in the mappings or in QuickBooks, then send again.', fixes: [openHost, mappings, openLedger],
  },
  {
    code: 'record-inactive', faults: ['610', '2500'], element: party,
    message: always('The customer or vendor is inactive or deleted in QuickBooks Online.'),
    detail: 'Make it active there, or link the contact to another one.', fixes: [createContact, mappings, openLedger],
  },
  {
    code: 'record-inactive', faults: ['610', '2500', '700', '6250'],
    message: always('Something this document refers to is inactive or deleted in QuickBooks Online.'),
    detail: 'It may be the contact, a product, an account, a tax code, a class or a payment term. Make it active there, or map to another one.', fixes: [refresh, mappings, openLedger],
  },
  {
    code: 'contact-missing', faults: ['2020'], element: party,
    message: always('QuickBooks Online misses the customer or vendor.'),
    detail: 'Link the contact to one in QuickBooks, or create it there.', fixes: [createContact, mappings],
  },
  {
    code: 'account-missing', faults: ['2020', 'account-missing'], element: account,
    message: ofElement('QuickBooks Online misses an account ({element}).'),
    detail: 'Map an account for the line; a new product needs the default accounts of sales and of purchases.', fixes: [mappings, refresh],
  },
  {
    code: 'account-missing', faults: ['account-missing'],
    message: ({ words }) => words,
    detail: 'Map an account for it, or choose a default one.', fixes: [mappings, openHost],
  },
  {
    code: 'value-missing', faults: ['2020'],
    message: ofElement('QuickBooks Online misses a value: {element}.'),
    detail: 'Fill it in the document or in the mappings, then send again.', fixes: [mappings, openHost],
  },
  {
    code: 'item-missing', faults: ['item-missing', '6440'],
    message: ({ code, words }) => (code === '6440' ? 'A line has neither a product nor an account.' : words),
    detail: 'Give the line a product, or map an account that a product can stand for.', fixes: [openHost, mappings],
  },
  { code: 'lines-missing', faults: ['2250'], message: always('The document has no lines to book.'), detail: 'QuickBooks takes none without a line.', fixes: [openHost] },
  {
    code: 'item-account', faults: ['2390'],
    message: always('The product has no income account in QuickBooks Online.'),
    detail: 'Without one it cannot be sold. Set it on the product there.', fixes: [openLedger, mappings],
  },
  {
    code: 'account-type', faults: ['6430'],
    message: always('An account is of the wrong type for its place.'),
    detail: 'Sales go to income accounts, costs to expense accounts; bank, receivable and payable accounts are booked on by QuickBooks itself.', fixes: [mappings, refresh],
  },
  {
    code: 'exchange-rate', faults: ['2410', 'rate-missing'],
    message: ({ code, words }) => (code === '2410' ? 'QuickBooks Online misses the exchange rate.' : words),
    detail: 'Set a rate for the currency in QuickBooks, then send again.', fixes: [openLedger, retry],
  },
  {
    code: 'currency', faults: ['2220', 'currency-off'],
    message: ({ code, words }) => (code === '2220' ? 'QuickBooks Online does not take this currency.' : words),
    detail: 'Add it to the currencies of the company, or correct the document.', fixes: [openLedger, openHost],
  },
  {
    code: 'currency-ignored', faults: ['currency-ignored'], message: ({ words }) => words,
    detail: 'Some companies give each new vendor the home currency, whatever is asked for. Create the contact by hand in that currency, then link it.', fixes: [mappings, openLedger],
  },
  {
    code: 'contact-role', faults: ['contact-role'],
    message: ({ words }) => words,
    detail: 'Link the contact to a record of that kind, or create one.', fixes: [createContact, mappings],
  },
  {
    code: 'amount-negative', faults: ['2290'],
    message: always('QuickBooks Online takes no negative amount on this line.'),
    detail: 'Send it as a credit note of its own, or take the discount off the other lines.', fixes: [openHost],
  },
  {
    code: 'tax-code-wrong', faults: ['6100'],
    message: always('In the US a line is taxable (TAX) or not (NON); it has no other code.'),
    detail: 'Map the tax rates to one of the two.', fixes: [mappings, refresh],
  },
  {
    code: 'tax-code-wrong', faults: ['6160', '6230', '6470'],
    message: always('QuickBooks Online does not take this tax code here.'),
    detail: 'It is for the other side, or no longer to be used. Map the tax rate to another one.', fixes: [mappings, refresh],
  },
  {
    code: 'tax-codes-mixed', faults: ['tax-codes-mixed'],
    message: ({ words }) => words,
    detail: 'Map the tax rates to one code, or make a document of each kind.', fixes: [mappings, openHost],
  },
  {
    code: 'tax-refused', faults: ['6170', '2280'],
    message: always('QuickBooks Online does not take the stated tax.'),
    detail: 'The company may have no sales tax switched on, or the rates of the code may have changed. Read the reference data again.', fixes: [refresh, mappings],
  },
  {
    code: 'amounts-differ', faults: ['6070'],
    message: always('The amount of a line is not its quantity times its price.'),
    detail: 'This is a fault of the extension, not of the document. Please report it with the words below.', fixes: [openHost],
  },
  {
    code: 'text-too-long', faults: ['2050'],
    message: ({ element, words }) => `A text is too long for QuickBooks Online${element ? ` (${element})` : ''}: ${words}.`,
    detail: 'Shorten it, then send again.', fixes: [openHost],
  },
  {
    code: 'text-unsupported', faults: ['2040'],
    message: ofElement('QuickBooks Online does not take the characters of a text ({element}).'),
    detail: 'Take colons, tabs and unusual signs out of it.', fixes: [openHost],
  },
  { code: 'contact-name-missing', faults: ['6080'], message: always('The contact has no name.'), detail: 'Give it one, then send again.', fixes: [openHost] },
  {
    code: 'contact-address', faults: ['2210', '2200', '6420'],
    message: always('The e-mail or web address of the contact is not one.'),
    detail: 'Correct it there, then send again.', fixes: [openHost],
  },
  {
    code: 'date-wrong', faults: ['2060', '2070', '2190'],
    message: always('QuickBooks Online does not take a date of this document.'),
    detail: 'Correct it, then send again.', fixes: [openHost],
  },
  {
    code: 'inventory-date', faults: ['6270'],
    message: always('A product is not in stock on that date yet.'),
    detail: 'Its stock begins later in QuickBooks. Correct the date, or the start of the product.', fixes: [openHost, openLedger],
  },
  {
    code: 'billable', faults: ['6280', '6310', '6320'],
    message: always('The billable costs of this customer do not fit.'),
    detail: 'Look at them in QuickBooks, then send again.', fixes: [openLedger],
  },
  {
    code: 'payment-matched', faults: ['payment-matched'],
    message: ({ words }) => words,
    detail: 'Take the payment off it in QuickBooks first, or book a credit note.', fixes: [openLedger],
  },
  {
    code: 'payment-matched', faults: ['620', '6110', '6120', '6450', '6480', '6540', '800', '6220'],
    message: always('A payment, a deposit or another document hangs on this one in QuickBooks Online.'),
    detail: 'It is neither changed nor deleted until that is undone there.', fixes: [openLedger],
  },
  {
    code: 'feature-off', faults: ['5030'],
    message: always('This company’s plan of QuickBooks Online does not have this.'),
    detail: 'Switch it on there, or map to nothing that needs it.', fixes: [openLedger, mappings],
  },
  {
    code: 'number-too-exact', faults: ['number-too-exact', '2080', '2090', '2110', '2140', '2160'],
    message: ({ code, words }) => (code === 'number-too-exact' ? words : `QuickBooks Online does not take a number: ${words}.`),
    detail: 'Correct the amounts of the document, then send again.', fixes: [openHost],
  },
  {
    code: 'ledger-too-large', faults: ['10100', '1040'],
    message: always('QuickBooks Online found this too much at once.'),
    detail: 'This is a fault of the extension, not of the document. Please report it with the words below.', fixes: [retry],
  },
  {
    code: 'request-wrong', faults: ['500', '1000', '1010', '1020', '1050', '2000', '2010', '2030', '2130', '2170', '2600', '3000', '4000', '4001', '5000', '6010', '6150', '6180', '900'],
    message: withWords('QuickBooks Online did not understand the request'),
    detail: 'This is a fault of the extension, not of the document. Please report it with the words below.', fixes: [openHost],
  },
  {
    code: 'ledger-inactive', faults: ['6190'],
    message: always('The subscription of this QuickBooks Online company has ended.'),
    detail: 'Nothing can be booked in it until it is paid.', fixes: [openLedger],
  },
  {
    code: 'user-type', faults: ['5020'],
    message: always('The user who connected may not do this in QuickBooks Online.'),
    detail: 'Give that user more rights there, or sign in as an administrator of the company.', fixes: [signIn, openLedger],
  },
  {
    code: 'wrong-company', faults: ['3100'],
    message: always('This app has no access to the company.'),
    detail: 'Its keys are for the other environment (sandbox or production), or somebody disconnected it in QuickBooks. Sign in again, and choose the company there.', fixes: [signIn, connections],
  },
];

import { mastersCauses } from './catalogue-masters';
import { always, named, type Cause } from './causes';
import { fixes } from './fixes';
import type { Topic } from './wording';

/** What Exact says when it refuses, and what that means to a user. */

const { lookAgain, journals, taxCodes, accounts, currencies, mappings, connections, refresh, openLedger, openHost, signIn, requests } = fixes;

const journal = /^(dagboek|journals?|diary)\b/i;
const taxCode = /^(btw|vat)[- ]?code\b/i;
const glAccount = /^(grootboekrekening|g\/?l ?account)/i;

const documentCauses: readonly Cause[] = [
  {
    code: 'mandate-exists', prefixes: ['exists', 'inUse'], subject: /^(mandaat|mandate)/i,
    message: always('The direct debit mandate is in Exact Online already.'),
    detail: 'A mandate reference can be used once.', fixes: [openLedger],
  },
  {
    code: 'number-used', prefixes: ['exists', 'inUse'], subject: /(boekstuk|document|entry|invoice|factuur|order) ?(number|nummer)/i,
    message: always('This document number is used in Exact Online already.'),
    detail: 'The document may have been booked before, by hand or by another program: link it, or give it another number.',
    fixes: [lookAgain, openHost, openLedger],
  },
  {
    code: 'journal-missing', prefixes: ['mandatory'], subject: journal,
    message: always('Exact Online misses the journal.'),
    detail: 'No journal was given, or the default journals of the company are not set up in Exact Online.', fixes: [journals, openLedger],
  },
  {
    code: 'journal-wrong', prefixes: ['invalid', 'badReference', 'notAllowed', 'unknown', 'blocked'], subject: journal,
    message: always('Exact Online does not take this journal.'),
    detail: 'Sales go to a sales journal, bills to a purchase journal, named by its code. Choose another one.', fixes: [journals, refresh],
  },
  {
    code: 'tax-code-unknown', prefixes: ['badReference', 'invalid', 'unknown', 'blocked', 'mandatory'], subject: taxCode,
    message: always('Exact Online does not take this VAT code.'),
    detail: 'It is unknown, blocked or for the other side; it may have changed since it was mapped.', fixes: [taxCodes, refresh],
  },
  {
    code: 'tax-rate-wrong', prefixes: ['invalid'], subject: /^(btw|vat)[- ]?percentage/i,
    message: always('The VAT code and the VAT percentage do not fit together.'),
    detail: 'The code has another percentage on this date, or none. Map the tax rate to a code that fits.', fixes: [taxCodes, refresh],
  },
  {
    code: 'tax-not-allowed', prefixes: ['notAllowed'], subject: taxCode,
    message: always('This journal takes no VAT codes.'),
    detail: 'Choose another journal, or map the tax rate to no VAT code.', fixes: [journals, taxCodes, openLedger],
  },
  {
    code: 'account-type', prefixes: ['invalid', 'notAllowed'], subject: /^(grootboekrekening|g\/?l account) ?type/i,
    message: always('This G/L account cannot be used on a line.'),
    detail: 'Bank, debtor, creditor and VAT accounts are booked on by Exact Online itself. Map to a revenue or cost account.', fixes: [accounts, refresh],
  },
  {
    code: 'account-missing', prefixes: ['mandatory'], subject: glAccount,
    message: always('Exact Online misses the G/L account of a line.'),
    detail: 'Map the account of the line, or one that stands for lines without any.', fixes: [accounts, openHost],
  },
  {
    code: 'account-unknown', prefixes: ['badReference', 'invalid', 'unknown', 'blocked', 'notAllowed'], subject: glAccount,
    message: always('Exact Online does not take the G/L account of a line.'),
    detail: 'It is unknown or blocked there; it may have been since it was mapped.', fixes: [accounts, refresh],
  },
  {
    code: 'currency', prefixes: ['notAllowed', 'badReference', 'invalid', 'unknown'], subject: /^(valuta|currency)/i,
    message: always('Exact Online does not take this currency.'),
    detail: 'The company does not have it, or the journal allows its own currency alone. Choose another journal.', fixes: [journals, currencies, openLedger],
  },
  {
    code: 'exchange-rate', prefixes: ['notAllowed', 'invalid'], subject: /^(exchange rate|wisselkoers|koers)/i,
    message: always('This journal takes no exchange rates.'),
    detail: 'Set “Variable exchange rate” on the journal in Exact Online, or choose another journal.', fixes: [openLedger, journals],
  },
  {
    code: 'lines-missing', prefixes: ['mandatory'], subject: /^(regels?|lines?)$/i,
    message: always('The document has no lines.'),
    detail: 'Exact Online books no document without any. Add one, then send again.', fixes: [openHost],
  },
  {
    code: 'user-type', prefixes: ['notAllowed'], subject: /^document ?type/i,
    message: always('This Exact Online user may not make documents of this kind.'),
    detail: 'Users of the accountant portal cannot. Sign in as a full user.', fixes: [signIn],
  },
  {
    code: 'period-closed', prefixes: ['closed'],
    message: (subject) => `The period${subject ? ` ${subject}` : ''} is closed in Exact Online for this journal.`,
    detail: 'Read the periods again to book on the next open day, or have the period opened.', fixes: [refresh, openLedger],
  },
  {
    code: 'year-unknown', prefixes: ['unknown', 'invalid', 'mandatory', 'badReference'], subject: /^(financial (year|period)|boekjaar|period|periode)/i,
    message: always('This financial year or period is not set up in Exact Online.'),
    detail: 'Set it up there (period-date table), or date the document in a year that exists.', fixes: [openLedger, refresh],
  },
  {
    code: 'already-processed', prefixes: ['processed'],
    message: always('Exact Online has processed this document: it cannot be changed any more.'),
    detail: 'It is paid, in a VAT return or in a closed period. Book a correction instead.', fixes: [openLedger],
  },
];

/** Told by a shape that is the same in every language: a period, an amount in a currency, a record's key. */
const shapedCauses: readonly Cause[] = [
  {
    code: 'not-in-balance', subject: /niet in evenwicht|not in balance|out of balance|\d{4} ?\/ ?\d{1,2}\b.*[A-Z]{3} ?-?\d+[.,]\d+$/i,
    message: always('The entry does not balance.'),
    detail: 'Rounding leaves a cent or so. State the VAT of the lines, or correct the document.', fixes: [openHost, taxCodes],
  },
  {
    code: 'tax-included', subject: /btw.{0,3}regel.*komt niet overeen|vat line.*(does not|doesn't) (match|correspond)/i,
    message: always('The VAT does not fit the amounts of the lines.'),
    detail: 'The VAT code takes amounts as including VAT. Map the tax rate to one of the type “excluding”.', fixes: [taxCodes, refresh],
  },
  {
    code: 'period-closed', subject: /: ?(?:19|20)\d\d ?[-/] ?(?:1[0-3]|0?[1-9])$/,
    message: always('The period seems to be closed in Exact Online for this journal.'),
    detail: 'Read the periods again to book on the next open day, or have the period opened.', fixes: [refresh, openLedger],
  },
  {
    code: 'key-malformed', subject: /\bGUID\b/i,
    message: always('A reference to a record in Exact Online has the wrong form.'),
    detail: 'A mapping was probably made by hand. Choose its value from the list.', fixes: [mappings, refresh],
  },
  {
    code: 'server-fault', subject: /object reference not set|objectverwijzing|objektverweis|référence d.objet/i,
    message: always('Exact Online stumbled over this document.'),
    detail: 'It says no more than that. Look for unusual values, such as an empty line.', fixes: [openHost, openLedger],
  },
  {
    code: 'wrong-company', subject: /^wrong division|^verkeerde administratie/i,
    message: always('This Exact Online user has no access to the company.'),
    detail: 'Give access in Exact Online, or sign in as somebody who has it.', fixes: [signIn, connections],
  },
  {
    code: 'year-fixed', subject: /financial year cannot be changed|boekjaar kan niet/i,
    message: always('The date would move the document to another financial year.'),
    detail: 'Exact Online does not allow that for a booked document. Keep the date, or book it anew.', fixes: [openHost, openLedger],
  },
  {
    code: 'ledger-forbidden', subject: /^(\d{3} )?forbidden$/i,
    message: always('Exact Online gives no access to this.'),
    detail: 'The user or the app lacks a right, the company a module, or the record is gone.', fixes: [signIn, openLedger],
  },
  {
    code: 'too-large', subject: /request entity too large|payload too large/i,
    message: always('Exact Online found this too much at once.'),
    detail: 'The document is larger than Exact Online takes in one go. Split it in two.', fixes: [openHost],
  },
  {
    code: 'request-wrong',
    subject: /error processing request stream|\$(filter|select|skip|top|expand)|mandatory filtering|filtering on these fields|operand types?|error in query syntax|syntax error|system-reserved|could not find a (navigation )?property|no property '|no applicable function|incorrect format for|unrecognized 'edm|expression of type|unsupported media type|is not allowed for this resource|resource not found for the segment|needs the key of a record/i,
    message: always('Exact Online did not understand the request.'),
    detail: 'This is a fault of the extension, not of the document. Please report it, with the support bundle of the Requests page.', fixes: [requests],
  },
];

/** Where the prefix alone is known. */
const generalCauses: readonly Cause[] = [
  {
    code: 'record-exists', prefixes: ['exists', 'inUse'],
    message: always('Exact Online has this already.'),
    detail: 'A code or number that must be unique is taken.', fixes: [lookAgain, openLedger],
  },
  {
    code: 'value-missing', prefixes: ['mandatory'],
    message: named('Exact Online misses a value: {subject}.'),
    detail: 'Fill it in the document or in the mappings, then send again.', fixes: [mappings, openHost],
  },
  {
    code: 'value-invalid', prefixes: ['invalid', 'badReference', 'unknown', 'notAllowed', 'blocked'],
    message: named('Exact Online does not take a value: {subject}.'),
    detail: 'Correct it in the document or in the mappings, then send again.', fixes: [mappings, refresh, openHost],
  },
];

/** From the particular to the general: the first row that fits holds. */
export const causes: readonly Cause[] = [...mastersCauses, ...documentCauses, ...shapedCauses, ...generalCauses];

/** What is wrong, where only what it is about could be made out: the words themselves stand beside it. */
export const topicCauses: Readonly<Record<Topic, { code: string; what: string; detail: string; fixes: Cause['fixes'] }>> = {
  journal: { code: 'journal-wrong', what: 'the journal', detail: 'It may be missing, blocked or for the other side. Choose another one.', fixes: [journals, refresh] },
  paymentTerm: { code: 'payment-term-unknown', what: 'the payment condition or the due date', detail: 'It may be missing, or no longer there. Choose one, or correct the document.', fixes: [fixes.paymentTerm, openHost] },
  taxCode: { code: 'tax-code-unknown', what: 'the VAT', detail: 'The code may be unknown, blocked or for the other side, or not fit the amounts. Map the tax rate to another.', fixes: [taxCodes, refresh] },
  costUnit: { code: 'cost-unknown', what: 'the cost unit', detail: 'It may be missing, or no longer there. Map to another.', fixes: [fixes.costUnits, refresh] },
  costCentre: { code: 'cost-unknown', what: 'the cost centre', detail: 'It may be missing, no longer there, or not linked to the account. Map to another.', fixes: [fixes.costCentres, refresh] },
  project: { code: 'project-unknown', what: 'the project', detail: 'It may have ended. Map to another.', fixes: [fixes.projects, refresh] },
  itemGroup: { code: 'item-group-unknown', what: 'the item group', detail: 'It may be missing, or lack accounts. Map the product group to another.', fixes: [fixes.itemGroups, openLedger] },
  unit: { code: 'unit-unknown', what: 'the unit', detail: 'It may be missing, or no code there. Map it, or add it in Exact Online.', fixes: [fixes.units, refresh] },
  item: { code: 'item-unknown', what: 'the item', detail: 'It may be missing, have ended, or been deleted. Map the product to another.', fixes: [fixes.products, openLedger] },
  glAccount: { code: 'account-unknown', what: 'the G/L account', detail: 'It may be missing, blocked, or not for use on a line. Map to another.', fixes: [accounts, refresh] },
  exchangeRate: { code: 'exchange-rate', what: 'the exchange rate', detail: 'The journal may take none. Set “Variable exchange rate” on it, or choose another journal.', fixes: [openLedger, journals] },
  currency: { code: 'currency', what: 'the currency', detail: 'The company may not have it, or the journal not take it. Choose another journal.', fixes: [journals, currencies] },
  period: { code: 'period-closed', what: 'the period or financial year', detail: 'It may be closed, or not set up. Read the periods again, or have it opened.', fixes: [refresh, openLedger] },
  number: { code: 'number-used', what: 'the document number', detail: 'It may be used already: look for it, or give the document another number.', fixes: [lookAgain, openHost] },
  party: { code: 'contact-unknown', what: 'the customer or supplier', detail: 'It may be missing, blocked, or not have the role. Look at it there, or link the contact to another.', fixes: [fixes.contacts, openLedger] },
};

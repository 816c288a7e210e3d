import type { Fix, FixAction } from '../../model/problem';

/**
 * What Exact says when it refuses, and what that means to a user. The texts come in the language of the Exact user, mostly
 * shaped "prefix: subject"; Dutch and English were seen, in several wordings of the same.
 */

const fix = (id: string, label: string, action: FixAction): Fix => ({ id, label, action });

export const fixes = {
  retry: fix('retry', 'Retry', { type: 'retry' }),
  signIn: fix('sign-in', 'Sign in again', { type: 'sign-in' }),
  giveRole: fix('give-role', 'Give the contact this role', { type: 'give-role' }),
  createContact: fix('create-contact', 'Create the contact', { type: 'create-contact' }),
  /** A refusal names no record; the look-up that a retry begins with does, and offers to link it. */
  lookAgain: fix('retry', 'Look for it in Exact Online', { type: 'retry' }),
  /** The values to choose from are filled in by whoever knows the reference data. */
  paymentTerm: fix('map-payment-term', 'Choose…', { type: 'map', kind: 'paymentTerm', host: '*' }),
  mappings: fix('open-mappings', 'Open mappings', { type: 'open-options', route: '#/mappings' }),
  connections: fix('open-connections', 'Open connections', { type: 'open-options', route: '#/connections' }),
  refresh: fix('refresh-reference', 'Read the reference data again', { type: 'refresh-reference' }),
  openLedger: fix('open-ledger', 'Open Exact Online', { type: 'open-ledger' }),
  openHost: fix('open-host', 'Open the document', { type: 'open-host' }),
} as const satisfies Record<string, Fix>;

const prefixWords = {
  exists: 'gegeven bestaat reeds|data already exists|already exists|bestaat reeds|bestaat al',
  inUse: 'in gebruik|in use',
  mandatory: 'verplicht|mandatory|required',
  badReference: 'ongeldige referentie|invalid reference',
  invalid: 'ongeldig|invalid',
  notAllowed: 'niet toegestaan|not allowed',
  unknown: 'onbekend|unknown',
  blocked: 'geblokkeerd|blocked',
  closed: 'periode is afgesloten|period is closed',
  processed: 'reeds verwerkt|already processed',
} as const;
export type Prefix = keyof typeof prefixWords;

/** How each prefix begins a line; some texts have subject and prefix the other way round. */
export const prefixPatterns = (Object.entries(prefixWords) as [Prefix, string][]).map(([prefix, words]) => ({
  prefix,
  before: new RegExp(`^(?:${words})(?:\\s*[:\\-–]\\s*(.*)|\\.?)$`, 'i'),
  after: new RegExp(`^([^:]+):\\s*(?:${words})\\.?$`, 'i'),
}));

/** One cause. A row without prefixes looks at the whole line, one without a subject takes any. */
export interface Cause {
  code: string;
  prefixes?: readonly Prefix[];
  subject?: RegExp;
  message: (subject: string) => string;
  detail: string;
  fixes: readonly Fix[];
}

const always = (message: string) => () => message;
const named = (sentence: string) => (subject: string) => sentence.replace('{subject}', subject || 'a value');
const { giveRole, createContact, lookAgain, mappings, paymentTerm: choosePaymentTerm, connections, refresh, openLedger, openHost } = fixes;

const journal = /^(dagboek|journals?|diary)\b/i;
const party = /^(relatie|relationship|klant|customer|debiteur|leverancier|supplier|crediteur|account)\b/i;
const paymentTerm = /^(betalingsconditie|payment condition)/i;
const taxCode = /^(btw|vat)[- ]?code\b/i;
const analysis = /^(kostenplaats|kostendrager|cost ?cent(er|re)|cost ?unit)/i;

/** From the particular to the general: the first row that fits holds. */
export const causes: readonly Cause[] = [
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
    code: 'record-exists', prefixes: ['exists', 'inUse'],
    message: always('Exact Online has this already.'),
    detail: 'A code or number that must be unique is taken.', fixes: [lookAgain, openLedger],
  },
  {
    code: 'journal-missing', prefixes: ['mandatory'], subject: journal,
    message: always('Exact Online misses the journal.'),
    detail: 'No journal was given, or the default journals of the company are not set up in Exact Online.', fixes: [mappings, openLedger],
  },
  {
    code: 'contact-missing', prefixes: ['mandatory'], subject: party,
    message: always('Exact Online misses the customer or supplier.'),
    detail: 'Link the contact to one in Exact Online, or create it there.', fixes: [createContact, mappings],
  },
  {
    code: 'payment-term-missing', prefixes: ['mandatory'], subject: new RegExp(`${paymentTerm.source}|^(vervaldatum|due date)`, 'i'),
    message: always('Exact Online misses the payment condition.'),
    detail: 'None was sent, and the contact has no default one: choose one for all documents without, or set the default in Exact Online.', fixes: [choosePaymentTerm, openLedger],
  },
  {
    code: 'value-missing', prefixes: ['mandatory'],
    message: named('Exact Online misses a value: {subject}.'),
    detail: 'Fill it in the document or in the mappings, then send again.', fixes: [mappings, openHost],
  },
  {
    code: 'journal-wrong', prefixes: ['invalid', 'badReference', 'notAllowed', 'unknown', 'blocked'], subject: journal,
    message: always('Exact Online does not take this journal.'),
    detail: 'Sales go to a sales journal, bills to a purchase journal, named by its code. Choose another one.', fixes: [mappings, refresh],
  },
  {
    code: 'tax-code-unknown', prefixes: ['badReference', 'invalid', 'unknown'], subject: taxCode,
    message: always('Exact Online does not take this VAT code.'),
    detail: 'It is unknown, blocked or for the other side; it may have changed since it was mapped.', fixes: [mappings, refresh],
  },
  {
    code: 'payment-term-unknown', prefixes: ['badReference', 'invalid', 'unknown'], subject: paymentTerm,
    message: always('Exact Online does not know the payment condition.'),
    detail: 'It may have been removed or renamed since it was mapped.', fixes: [choosePaymentTerm, refresh],
  },
  {
    code: 'cost-link-missing', prefixes: ['invalid', 'notAllowed'], subject: /^(cost ?cent(er|re)|kostenplaats).*(link|koppeling)/i,
    message: always('The cost centre is not linked to this G/L account in Exact Online.'),
    detail: 'Link it there, or map to another cost centre.', fixes: [mappings, openLedger],
  },
  {
    code: 'cost-unknown', prefixes: ['badReference', 'invalid', 'unknown'], subject: analysis,
    message: named('Exact Online does not know the {subject}.'),
    detail: 'It may have been removed or renamed since it was mapped.', fixes: [mappings, refresh],
  },
  {
    code: 'tax-rate-wrong', prefixes: ['invalid'], subject: /^(btw|vat)[- ]?percentage/i,
    message: always('The VAT code and the VAT percentage do not fit together.'),
    detail: 'The code has another percentage on this date, or none. Map the tax rate to a code that fits.', fixes: [mappings, refresh],
  },
  {
    code: 'contact-role', prefixes: ['invalid'], subject: /^(klant|customer|debiteur|leverancier|supplier|crediteur)\b.*\(type\)/i,
    message: always('The contact does not have this role in Exact Online.'),
    detail: 'An invoice needs a customer, a bill a supplier.', fixes: [giveRole, mappings],
  },
  {
    code: 'contact-blocked', prefixes: ['blocked'], subject: party,
    message: always('The customer or supplier is blocked in Exact Online.'),
    detail: 'Unblock it there, or link the contact to another one.', fixes: [mappings, openLedger],
  },
  {
    code: 'contact-unknown', prefixes: ['badReference', 'unknown'], subject: party,
    message: always('Exact Online does not know the customer or supplier.'),
    detail: 'It may have been deleted since it was linked.', fixes: [createContact, mappings],
  },
  {
    code: 'currency', prefixes: ['notAllowed', 'badReference', 'invalid'], subject: /^(valuta|currency)/i,
    message: always('Exact Online does not take this currency.'),
    detail: 'The company does not have it, or the journal allows its own currency alone. Choose another journal.', fixes: [mappings, openLedger],
  },
  {
    code: 'account-type', prefixes: ['invalid'], subject: /^(grootboekrekening|g\/?l account) ?type/i,
    message: always('This G/L account cannot be used on a line.'),
    detail: 'Bank, debtor, creditor and VAT accounts are booked on by Exact Online itself. Map to a revenue or cost account.', fixes: [mappings, refresh],
  },
  {
    code: 'tax-not-allowed', prefixes: ['notAllowed'], subject: taxCode,
    message: always('This journal takes no VAT codes.'),
    detail: 'Choose another journal, or map the tax rate to no VAT code.', fixes: [mappings, openLedger],
  },
  {
    code: 'exchange-rate', prefixes: ['notAllowed'], subject: /^(exchange rate|wisselkoers|koers)/i,
    message: always('This journal takes no exchange rates.'),
    detail: 'Set “Variable exchange rate” on the journal in Exact Online, or choose another journal.', fixes: [openLedger, mappings],
  },
  {
    code: 'user-type', prefixes: ['notAllowed'], subject: /^document ?type/i,
    message: always('This Exact Online user may not make documents of this kind.'),
    detail: 'Users of the accountant portal cannot. Sign in as a full user.', fixes: [fixes.signIn],
  },
  {
    code: 'period-closed', prefixes: ['closed'],
    message: (subject) => `The period${subject ? ` ${subject}` : ''} is closed in Exact Online for this journal.`,
    detail: 'Read the periods again to book on the next open day, or have the period opened.', fixes: [refresh, openLedger],
  },
  {
    code: 'year-unknown', prefixes: ['unknown', 'invalid', 'mandatory'], subject: /^(financial year|boekjaar|period|periode)/i,
    message: always('This financial year or period is not set up in Exact Online.'),
    detail: 'Set it up there (period-date table), or date the document in a year that exists.', fixes: [openLedger, refresh],
  },
  {
    code: 'already-processed', prefixes: ['processed'],
    message: always('Exact Online has processed this document: it cannot be changed any more.'),
    detail: 'It is paid, in a VAT return or in a closed period. Book a correction instead.', fixes: [openLedger],
  },
  {
    code: 'not-in-balance', subject: /niet in evenwicht|not in balance|out of balance/i,
    message: always('The entry does not balance.'),
    detail: 'Rounding leaves a cent or so. State the VAT of the lines, or correct the document.', fixes: [openHost, mappings],
  },
  {
    code: 'tax-included', subject: /btw.{0,3}regel.*komt niet overeen|vat line.*(does not|doesn't) (match|correspond)/i,
    message: always('The VAT does not fit the amounts of the lines.'),
    detail: 'The VAT code takes amounts as including VAT. Map the tax rate to one of the type “excluding”.', fixes: [mappings, refresh],
  },
  {
    code: 'key-malformed', subject: /GUID[- ]?(indeling|format)|unrecognized guid|guid should contain/i,
    message: always('A reference to a record in Exact Online has the wrong form.'),
    detail: 'A mapping was probably made by hand. Choose its value from the list.', fixes: [mappings, refresh],
  },
  {
    code: 'server-fault', subject: /object reference not set/i,
    message: always('Exact Online stumbled over this document.'),
    detail: 'It says no more than that. Look for unusual values, such as an empty line.', fixes: [openHost, openLedger],
  },
  {
    code: 'user-type', subject: /^document type not allowed/i,
    message: always('This Exact Online user may not make documents of this kind.'),
    detail: 'Users of the accountant portal cannot. Sign in as a full user.', fixes: [fixes.signIn],
  },
  {
    code: 'wrong-company', subject: /^wrong division|^verkeerde administratie/i,
    message: always('This Exact Online user has no access to the company.'),
    detail: 'Give access in Exact Online, or sign in as somebody who has it.', fixes: [fixes.signIn, connections],
  },
  {
    code: 'year-fixed', subject: /financial year cannot be changed|boekjaar kan niet/i,
    message: always('The date would move the document to another financial year.'),
    detail: 'Exact Online does not allow that for a booked document. Keep the date, or book it anew.', fixes: [openHost, openLedger],
  },
  {
    code: 'ledger-forbidden', subject: /^forbidden\.?$/i,
    message: always('Exact Online gives no access to this.'),
    detail: 'The user or the app lacks a right, the company a module, or the record is gone.', fixes: [fixes.signIn, openLedger],
  },
  {
    code: 'request-wrong', subject: /error processing request stream|\$(filter|select)|mandatory filtering|filtering on these fields|operand types/i,
    message: always('Exact Online did not understand the request.'),
    detail: 'This is a fault of the extension, not of the document. Please report it with the words below.', fixes: [],
  },
  {
    code: 'value-invalid', prefixes: ['invalid', 'badReference', 'unknown', 'notAllowed', 'blocked'],
    message: named('Exact Online does not take a value: {subject}.'),
    detail: 'Correct it in the document or in the mappings, then send again.', fixes: [mappings, refresh, openHost],
  },
];

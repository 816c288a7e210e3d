import { always, named, type Cause } from './causes';
import { fixes } from './fixes';

/** Causes that lie with the contact, the item, or another record a document points to. */

const { giveRole, createContact, contacts, paymentTerm: choosePaymentTerm, refresh, openLedger, openHost, costCentres, costUnits, projects, itemGroups, units, products } = fixes;

const party = /^(relatie|relationship|klant|customer|debiteur|leverancier|supplier|crediteur|account)\b/i;
const paymentTerm = /^(betalingsconditie|payment condition)/i;
const dueDate = /^(vervaldatum|due date)/i;
const costCentre = /^(kostenplaats|cost ?cent(er|re))/i;
const costUnit = /^(kostendrager|cost ?unit)/i;
const itemGroup = /^(artikelgroep|item ?group)/i;
const unit = /^(eenheid|unit)s?\b/i;
const item = /^(artikel|item)s?\b/i;
const ofItem = /(grootboekrekening|g\/?l ?account)\b.*\b(stock|costs?|revenue|voorraad|kosten|kostprijs|omzet)/i;
const unknown = ['badReference', 'invalid', 'unknown'] as const;

export const mastersCauses: readonly Cause[] = [
  {
    code: 'contact-missing', prefixes: ['mandatory'], subject: party,
    message: always('Exact Online misses the customer or supplier.'),
    detail: 'Link the contact to one in Exact Online, or create it there.', fixes: [createContact, contacts],
  },
  {
    code: 'payment-term-missing', prefixes: ['mandatory'], subject: new RegExp(`${paymentTerm.source}|${dueDate.source}`, 'i'),
    message: always('Exact Online misses the payment condition.'),
    detail: 'None was sent, and the contact has no default one: choose one for all documents without, or set the default in Exact Online.', fixes: [choosePaymentTerm, openLedger],
  },
  {
    code: 'payment-term-unknown', prefixes: [...unknown, 'blocked'], subject: paymentTerm,
    message: always('Exact Online does not know the payment condition.'),
    detail: 'It may have been removed or renamed since it was mapped.', fixes: [choosePaymentTerm, refresh],
  },
  {
    code: 'due-date-wrong', prefixes: ['invalid', 'notAllowed'], subject: dueDate,
    message: always('Exact Online does not take the due date.'),
    detail: 'It may lie before the date of the document. Correct it in the document.', fixes: [openHost],
  },
  {
    code: 'cost-link-missing', prefixes: ['invalid', 'notAllowed', 'mandatory'], subject: /^(cost ?cent(er|re)|kostenplaats).*(link|koppeling)/i,
    message: always('The cost centre is not linked to this G/L account in Exact Online.'),
    detail: 'Link it there, or map to another cost centre.', fixes: [costCentres, openLedger],
  },
  {
    code: 'cost-centre-missing', prefixes: ['mandatory'], subject: costCentre,
    message: always('Exact Online wants a cost centre for this G/L account.'),
    detail: 'Map one that stands for documents without any, or take the duty off the account in Exact Online.', fixes: [costCentres, openLedger],
  },
  {
    code: 'cost-unit-missing', prefixes: ['mandatory'], subject: costUnit,
    message: always('Exact Online wants a cost unit for this G/L account.'),
    detail: 'Map one that stands for documents without any, or take the duty off the account in Exact Online.', fixes: [costUnits, openLedger],
  },
  {
    code: 'cost-unknown', prefixes: [...unknown, 'blocked'], subject: costUnit,
    message: named('Exact Online does not know the {subject}.'),
    detail: 'It may have been removed or renamed since it was mapped.', fixes: [costUnits, refresh],
  },
  {
    code: 'cost-unknown', prefixes: [...unknown, 'blocked'], subject: costCentre,
    message: named('Exact Online does not know the {subject}.'),
    detail: 'It may have been removed or renamed since it was mapped.', fixes: [costCentres, refresh],
  },
  {
    code: 'project-unknown', prefixes: [...unknown, 'blocked'], subject: /^project(en|s)?\b/i,
    message: always('Exact Online does not take this project.'),
    detail: 'It may have ended, or been removed since it was mapped.', fixes: [projects, refresh],
  },
  {
    code: 'contact-role', prefixes: ['invalid'], subject: /^(klant|customer|debiteur|leverancier|supplier|crediteur)\b.*\(type\)/i,
    message: always('The contact does not have this role in Exact Online.'),
    detail: 'An invoice needs a customer, a bill a supplier.', fixes: [giveRole, contacts],
  },
  {
    code: 'contact-blocked', prefixes: ['blocked'], subject: party,
    message: always('The customer or supplier is blocked in Exact Online.'),
    detail: 'Unblock it there, or link the contact to another one.', fixes: [contacts, openLedger],
  },
  {
    code: 'contact-unknown', prefixes: ['badReference', 'unknown', 'invalid'], subject: party,
    message: always('Exact Online does not know the customer or supplier.'),
    detail: 'It may have been deleted since it was linked.', fixes: [createContact, contacts],
  },
  {
    code: 'contact-field', prefixes: ['mandatory', 'invalid', 'badReference'], subject: /^(naam|name|land|country|e-?mail|postcode|woonplaats|city|btw-nummer|vat[- ]number)\b/i,
    message: named('Exact Online does not take a detail of the contact: {subject}.'),
    detail: 'Correct the contact itself, then send again.', fixes: [openHost, openLedger],
  },
  {
    code: 'item-account-missing', prefixes: ['mandatory', 'invalid', 'badReference'], subject: ofItem,
    message: named('The item group lacks an account in Exact Online: {subject}.'),
    detail: 'Fill in the accounts of the item group there, or map the product group to one that has them.', fixes: [openLedger, itemGroups],
  },
  {
    code: 'item-group-missing', prefixes: ['mandatory'], subject: itemGroup,
    message: always('Exact Online wants an item group for a new item.'),
    detail: 'Map the product group, or mark an item group as the default one in Exact Online and read the reference data again.', fixes: [itemGroups, refresh],
  },
  {
    code: 'item-group-unknown', prefixes: [...unknown, 'blocked'], subject: itemGroup,
    message: always('Exact Online does not have this item group.'),
    detail: 'The product group has no item group of that name any more: map it to another.', fixes: [itemGroups, refresh],
  },
  {
    code: 'unit-missing', prefixes: ['mandatory'], subject: unit,
    message: always('Exact Online wants a unit for the item.'),
    detail: 'Give the product a unit, or map one that stands for products without any.', fixes: [units, openHost],
  },
  {
    code: 'unit-unknown', prefixes: [...unknown, 'blocked'], subject: unit,
    message: always('Exact Online does not have this unit.'),
    detail: 'The name of the product’s unit is no code of a unit there: map it, or add it in Exact Online.', fixes: [units, refresh],
  },
  {
    code: 'item-missing', prefixes: ['mandatory'], subject: item,
    message: always('Exact Online wants an item on a line.'),
    detail: 'Sales invoices of Exact Online have items: give the line a product with a code, or book sales entries instead.', fixes: [openHost, fixes.connections],
  },
  {
    code: 'item-unknown', prefixes: [...unknown, 'blocked'], subject: item,
    message: always('Exact Online does not take the item of a line.'),
    detail: 'It may have ended or been deleted there. Map the product to another item.', fixes: [products, openLedger],
  },
];

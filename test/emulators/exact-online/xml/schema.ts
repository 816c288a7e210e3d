import { Unreadable, type Node } from './tree';

/** eExact-XML.xsd, as far as it is known: types are sequences, so that the order of children counts. What is not named may hold anything. */

const money = 'Currency Debit Credit Value';
const sequences: Readonly<Record<string, string>> = {
  GLTransactions: 'GLTransaction',
  GLTransaction:
    'TransactionType Journal PaymentCondition WithholdingTax GAccountAmountFC ExternalLinks Date FinYear FinPeriod OpeningBalance ClosingBalance Document Description Account GLTransactionLine PaymentTerms',
  GLTransactionLine:
    'Date VATType FinYear FinPeriod GLAccount GLOffset Description DueDate InvoiceDate Account TrackingNumber Costcenter Costunit Asset Item Quantity Amount ForeignAmount References OwnBankAccount BankAccount MatchID Note Document Project Subscription IntraStat IsExtraDuty ExtraDutyPercentage ExtraDutyAmount DeferredFrom DeferredTo',
  Amount: `${money} VAT TaxSchedule VATPercentage VATBaseAmount VATNonDeductiblePercentage PaymentDiscountAmount`,
  ForeignAmount: `${money} Rate VAT VATPercentage VATBaseAmount VATAmount PaymentDiscountAmount`,
  References: 'InvoiceNumber OrderNumber Sales Purchase PaymentReference Contact YourRef',
};
const compulsory: Readonly<Record<string, readonly string[]>> = { GLTransaction: ['GLTransactionLine'], GLTransactionLine: ['Date', 'GLAccount'] };
const repeated = new Set(['GLTransaction', 'GLTransactionLine']);
const attributes: Readonly<Record<string, readonly string[]>> = { TransactionType: ['number'], Journal: ['code'], GLAccount: ['code'], VAT: ['code'], Costcenter: ['code'], Costunit: ['code'], Currency: ['code'] };

const dates = new Set(['Date', 'DueDate', 'InvoiceDate']);
const numbers = new Set(['Value', 'Debit', 'Credit', 'Rate', 'Quantity', 'VATBaseAmount', 'VATAmount', 'VATPercentage', 'InvoiceNumber']);
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Throws Unreadable, as a validating reader does, for anything that is out of place. */
export function validate(node: Node): void {
  const sequence = sequences[node.name]?.split(' ');
  let place = 0;
  for (const child of node.children) {
    if (sequence) {
      const found = sequence.indexOf(child.name, place);
      if (found < 0) throw new Unreadable(`The element '${node.name}' has invalid child element '${child.name}'.`);
      place = repeated.has(child.name) ? found : found + 1;
    }
    validate(child);
  }
  for (const name of compulsory[node.name] ?? []) {
    if (!node.children.some((child) => child.name === name)) throw new Unreadable(`The element '${node.name}' has incomplete content. List of possible elements expected: '${name}'.`);
  }
  for (const name of attributes[node.name] ?? []) if (!node.attributes[name]) throw new Unreadable(`The required attribute '${name}' is missing.`);
  const isWrong = (dates.has(node.name) && !isDate(node.text)) || (numbers.has(node.name) && !/^-?\d+(\.\d+)?$/.test(node.text));
  if (isWrong) throw new Unreadable(`The '${node.name}' element is invalid - The value '${node.text}' is invalid according to its datatype.`);
}

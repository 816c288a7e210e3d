import { Refusal, refusal } from '../refusal';

const inactive = "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

export const unknownProperty = (name: string) => refusal('2010', 'Request has invalid or unsupported property', `Property Name:Unrecognized field "${name}"`);
export const wrongKind = (name: string) => refusal('2010', 'Request has invalid or unsupported property', `Property Name:${name} cannot be read`, name);
export const missing = (name: string) =>
  refusal('2020', 'Required param missing, need to supply the required value for the API', `Required parameter ${name} is missing in the request`, name);
export const notANumber = (name: string) => refusal('2080', 'Illegal number format', `${name} should be a number`, name);
export const badId = () => refusal('2030', 'Invalid ID', 'Id should be a valid number', 'Id');
export const badText = (name: string) => refusal('2040', 'Unsupported characters', `${name} contains unsupported characters`, name);
export const tooLong = (name: string, max: number) => refusal('2050', 'Length exceeds limit', `Length of the field exceeds ${max} chars`, name);
export const badDateFormat = (name: string) => refusal('2060', 'Invalid date format', `${name} should have the format YYYY-MM-DD`, name);
export const badDate = (name: string) => refusal('2070', 'Invalid date', `${name} is no date`, name);
export const outOfRange = (name: string) => refusal('2090', 'Invalid number', `${name} is outside the accepted range`, name);
export const badDecimal = (name: string) => refusal('2110', 'Invalid decimal', `${name} has too many digits`, name);
export const badEnum = (name: string, value: string) => refusal('2170', 'Invalid enumeration', `${value} is not a valid value of ${name}`, name);
export const badEmail = () => refusal('2210', 'Invalid email address', 'The email address is not valid', 'Address');
export const badCurrency = (code: string) => refusal('2220', 'Invalid currency', `${code} is not accepted`, 'CurrencyRef');
export const noLines = () => refusal('2250', 'No lines', 'A transaction needs at least one line', 'Line');
export const noIncomeAccount = () => refusal('2390', 'Invalid account', 'The item has no income account', 'ItemRef');
export const noRate = () => refusal('2410', 'Curreny, ExchangeRate is missing.', 'The currency and exchange rate are required for transaction in foreign currency.');
export const invalidReference = (name?: string) => refusal('2500', 'Invalid Reference Id', `Invalid Reference Id : ${inactive}`, name);
/** For references that are inactive and for records that are not there alike. */
export const notFound = () => refusal('610', 'Object Not Found', `Object Not Found : ${inactive}`);
export const deletedElsewhere = () => refusal('610', 'Object Not Found', 'Object Not Found : Another user has deleted this transaction.');
export const cannotLink = () => refusal('620', 'Transaction cannot be linked', 'The transaction cannot be linked to that transaction', 'LinkedTxn');
export const unsupported = (operation: string) => refusal('500', 'Unsupported Operation', `Operation ${operation} is not supported.`);
export const featureOff = (name: string) => refusal('5030', 'Feature Not Supported', `The feature behind ${name} is not enabled`, name);
export const stale = () =>
  refusal('5010', 'Stale Object Error', 'Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.');
export const business = (detail: string) => refusal('6000', 'A business validation error has occurred while processing your request', `Business Validation Error: ${detail}`);
export const noAccountType = () => refusal('6010', 'Account type missing', 'AccountType or AccountSubType is needed', 'AccountType');
export const wrongAmount = (supplied: number) =>
  refusal('6070', 'Amount calculation incorrect in the request', `Amount is not equal to Qty * UnitPrice. Supplied value:${supplied}`);
export const noName = () => refusal('6080', 'Name missing', 'At least one part of a name is needed');
export const notTaxOrNon = () => refusal('6100', 'Invalid tax code', 'The tax code of a line has to be TAX or NON', 'TaxCodeRef');
export const numberTaken = (number: string, type: string, id: string) =>
  refusal(
    '6140',
    'Duplicate Document Number Error',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${type} with TxnId=${id}`,
  );
export const badParent = () => refusal('6150', 'Invalid parent', 'ParentRef does not go with the flag of a sub-record', 'ParentRef');
export const taxCodeUnusable = () => refusal('6160', 'Invalid tax code', 'The tax code cannot be used on this transaction', 'TaxCodeRef');
export const taxNotApplicable = () => refusal('6170', 'Invalid tax detail', 'TxnTaxDetail cannot be used while GlobalTaxCalculation is NotApplicable', 'TxnTaxDetail');
export const tooDeep = () => refusal('6180', 'Too many levels', 'There are more than five levels', 'ParentRef');
export const lapsed = () =>
  refusal(
    '6190',
    'Invalid Company Status',
    "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks Online Plus because your trial or subscription period ended, you canceled your subscription, or there was a billing problem.",
    '',
  );
export const booksClosed = (password: boolean) =>
  refusal(
    password ? '6210' : '6200',
    'Account period closed',
    'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.',
  );
export const nameTaken = (noun: string) =>
  refusal('6240', 'Duplicate Name Exists Error', `The name supplied already exists. : Another ${noun} is already using this name. Please use a different name.`);
export const billableWithoutCustomer = () => refusal('6310', 'Customer missing', 'A billable line needs a customer', 'CustomerRef');
export const noEmail = () => refusal('6420', 'Email address missing', 'An address is needed to send by email', 'BillEmail');
export const wrongAccount = (name: string) => refusal('6430', 'Invalid account type', 'The account is of the wrong type', name);
export const taxWithoutRate = () => refusal('6470', 'Invalid tax', 'Tax is not allowed here or no tax rate is given', 'TxnTaxDetail');
export const deposited = () => refusal('6540', 'Deposited transaction', 'The transaction is part of a deposit and cannot be changed');

/** A void that answers as if it had worked. */
export const voidUnsupported = () => new Refusal(unsupported('void').errors, 'ValidationFault', 200);

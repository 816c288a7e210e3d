import type { DocumentField } from '../ledgers/snapshot';
import type { DocumentKind } from '../model/document';

/** Fields of a document in sentences. */

const wordsOf = (field: DocumentField, kind: DocumentKind): string[] => {
  if (field === 'contact') return [kind === 'bill' ? 'supplier' : 'customer'];
  if (field === 'amounts') return ['lines', 'amounts'];
  return [{ number: 'number', date: 'date', dueDate: 'due date', description: 'description', paymentReference: 'payment reference' }[field]];
};

/** "the date, due date and description" */
export function fieldWords(fields: readonly DocumentField[], kind: DocumentKind): string {
  const names = fields.flatMap((field) => wordsOf(field, kind));
  const last = names.pop() ?? '';
  return `the ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}`;
}

/** One field is singular, lines and amounts aside. */
export const isOne = (fields: readonly DocumentField[]): boolean => fields.length === 1 && fields[0] !== 'amounts';
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "the due date was changed in <ledger>" */
export const changedIn = (fields: readonly DocumentField[], kind: DocumentKind, ledgerName: string): string =>
  `${fieldWords(fields, kind)} ${isOne(fields) ? 'was' : 'were'} changed in ${ledgerName}`;

/** "The number stays as it was sent: <ledger> does not let it be changed from here. Change it there." */
export function staysAsSent(fields: readonly DocumentField[], kind: DocumentKind, ledgerName: string): string {
  const [stay, it] = isOne(fields) ? ['stays as it was', 'it'] : ['stay as they were', 'them'];
  return `${capital(fieldWords(fields, kind))} ${stay} sent: ${ledgerName} does not let ${it} be changed from here. Change ${it} there.`;
}

import { refId, type Fields } from '../values';
import type { Books } from './books';
import { resolve } from './references';
import { billableWithoutCustomer, featureOff, invalidReference } from './refusals';

/** Throws Refusal for a project the company does not have; its id is the project's own, not its customer's. */
export function checkProject(books: Books, ref: unknown): void {
  if (refId(ref) === '') return;
  if (!books.preferences.projects) throw featureOff('ProjectRef');
  if (!books.projects.has(refId(ref))) throw invalidReference('ProjectRef');
}

/** Class, location and project of a whole document. Throws Refusal where the company has them switched off. */
export function checkDocumentDimensions(books: Books, fields: Fields): void {
  if (fields['ClassRef'] !== undefined && books.preferences.classTracking !== 'transaction') throw featureOff('ClassRef');
  if (fields['DepartmentRef'] !== undefined && !books.preferences.trackDepartments) throw featureOff('DepartmentRef');
  checkProject(books, fields['ProjectRef']);
}

/** Class, project and customer of a line. Throws Refusal. */
export function checkLineDimensions(books: Books, line: Fields, detail: Fields): void {
  const { preferences } = books;
  if (detail['ClassRef'] !== undefined && preferences.classTracking !== 'line') throw featureOff('ClassRef');
  checkProject(books, line['ProjectRef']);
  if (detail['CustomerRef'] !== undefined && !preferences.trackingByCustomer) throw featureOff('CustomerRef');
  const status = detail['BillableStatus'];
  if (status !== undefined && status !== 'NotBillable' && !preferences.billableExpenses) throw featureOff('BillableStatus');
  if (status === 'Billable' && !resolve(books, 'Customer', detail['CustomerRef'], 'CustomerRef')) throw billableWithoutCustomer();
}

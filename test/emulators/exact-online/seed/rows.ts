import type { Company } from '../company';
import { day, guidFrom, type Row, type Value } from '../values';

const made = day('2024-01-02');

/** A record that was there from the start. */
export function seeded(company: Company, values: Row): Row {
  const creator = guidFrom('seed user');
  return { ID: company.guid(), Division: company.code, Created: made, Creator: creator, CreatorFullName: 'Exact', Modified: made, Modifier: creator, ModifierFullName: 'Exact', ...values };
}

/** The field of the first row that fits, or null. */
export const lookUp = (rows: readonly Row[], where: Row, field: string): Value =>
  rows.find((row) => Object.entries(where).every(([name, value]) => row[name] === value))?.[field] ?? null;

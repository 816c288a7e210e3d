import { folded, text, type Fields, type QboRecord } from '../values';

const suffix = ' (deleted)';

/** The name without the mark of an inactive record. */
export const bareName = (name: string): string => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);

/** The name of a list record after a change of Active: an inactive one carries a suffix, which goes when it is active again. */
export function nameByActive(before: QboRecord | null, fields: Fields, field: string): string {
  const name = text(fields[field]);
  const wasActive = before?.['Active'] !== false;
  const isActive = fields['Active'] !== false;
  if (before && wasActive && !isActive) return `${name}${suffix}`;
  return !wasActive && isActive ? bareName(name) : name;
}

/**
 * True when another record of these holds the name in that field, whatever the case.
 * What a second inactive namesake would be called is not known: here both are called the same.
 */
export function isNameTaken(records: readonly QboRecord[], field: string, name: string, self: { id: string | undefined; isActive: boolean }): boolean {
  return self.isActive && records.some((row) => row.Id !== self.id && folded(row[field]) === folded(name));
}

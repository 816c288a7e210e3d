/** Statements of the query language: no OR, no brackets, and every value but a boolean in single quotes. */

/** Most records a query answers at once; the default is 100. */
export const pageSize = 1000;

/** A text, id, day or number as a literal. What would end the line is a blank. */
export const literal = (value: string): string => `'${value.replace(/\p{Cc}/gu, ' ').replace(/[\\']/g, '\\$&')}'`;

export const equals = (field: string, value: string): string => `${field} = ${literal(value)}`;

/** Any of several values; an empty list is for the caller not to ask for. */
export const isOneOf = (field: string, values: readonly string[]): string => {
  const [first = '', ...others] = new Set(values);
  return others.length === 0 ? equals(field, first) : `${field} IN (${[first, ...others].map(literal).join(', ')})`;
};

/** Inactive records are left out of lists unless they are asked for. */
export const evenInactive = 'Active IN (true, false)';

/** All fields of the records that meet every condition, from the given one on (the first is 1). */
export const select = (entity: string, conditions: readonly string[], start: number): string =>
  [`SELECT * FROM ${entity}`, ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []), `STARTPOSITION ${start} MAXRESULTS ${pageSize}`].join(' ');

/** Upper and lower case, and blanks around, may or may not count for the service. */
export const sameText = (a: string | null | undefined, b: string): boolean => (a ?? '').trim().toLowerCase() === b.trim().toLowerCase();

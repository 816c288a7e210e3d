import type { ContactUse } from '../ledger';
import { cut } from './numbers';

/** Names of parties and items. One row of names is shared by customers, vendors and employees. Pure. */

const longestDisplayName = 500;
const longestItemName = 100;

/** A colon joins the levels of a name, and neither it nor what breaks a line can stand in one. */
const onOneLevel = (name: string): string => name.replace(/\s*[:\t\r\n]+\s*/g, ' - ').trim();

/** The name of a party as QuickBooks takes it, with room for what may have to follow it. */
export const partyName = (name: string): string => cut(onOneLevel(name), longestDisplayName - 20);
export const itemName = (name: string): string => cut(onOneLevel(name), longestItemName);

/** "Paper (P-1)", the name cut so that the code still fits. */
export const nameWithCode = (name: string, code: string): string => {
  const suffix = ` (${onOneLevel(code)})`;
  return cut(`${cut(onOneLevel(name), Math.max(1, longestItemName - suffix.length))}${suffix}`, longestItemName);
};

const roleMarks = { customer: ' (c)', supplier: ' (v)' } as const;

/**
 * What a party may be called, the plainest first: where its own name is somebody else's, the mark of its role (a bookkeepers'
 * habit), of its currency, or both.
 */
export function namesFor(name: string, { role, currency }: ContactUse): { plain: string; byRole: string; byCurrency: string; byBoth: string } {
  const plain = partyName(name);
  const byRole = `${plain}${roleMarks[role]}`;
  return { plain, byRole, byCurrency: `${plain} (${currency})`, byBoth: `${byRole} (${currency})` };
}

const without = (name: string, mark: string): string => (name.endsWith(mark) ? name.slice(0, -mark.length) : name);

/** What a party is called without the marks that a name of `namesFor` may have. */
export const withoutMarks = (name: string, { role, currency }: ContactUse): string => without(without(name, ` (${currency})`), roleMarks[role]);

/** What QuickBooks appends when a record is made inactive. */
const inactiveMark = ' (deleted)';

export const evenRenamed = (names: readonly string[]): string[] => names.flatMap((name) => [name, `${name}${inactiveMark}`]);
export const withoutMark = (name: string): string => without(name, inactiveMark);

/** The name without the marks that `namesFor` puts behind it. */
export function bareName(name: string, { role, currency }: ContactUse): string {
  const marks = [` (${currency})`, roleMarks[role]];
  return marks.reduce((rest, mark) => (rest.length > mark.length && rest.toLowerCase().endsWith(mark.toLowerCase()) ? rest.slice(0, -mark.length) : rest), name).trim();
}

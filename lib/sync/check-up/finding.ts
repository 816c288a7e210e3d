import type { Finding, FindingState } from '../../model/check-up';
import type { Fix, Problem } from '../../model/problem';

/** The sentences of the check-up have the same parts as a document's problems: what is so, why, and the buttons that mend it. */

interface Parts {
  items?: Problem[];
  fixes?: Fix[];
}

const finding = (state: FindingState) => (id: string, title: string, detail: string, { items = [], fixes = [] }: Parts = {}): Finding => ({ id, state, title, detail, items, fixes });

export const ok = finding('ok');
export const warning = finding('warning');
export const wrong = finding('wrong');
export const unknown = finding('unknown');

/** Where a connection is signed in: the button of the card. */
export const signInFix = (label = 'Sign in'): Fix => ({ id: 'sign-in', label, best: true, action: { type: 'sign-in' } });
export const mappingsFix = (kind: string): Fix => ({ id: 'mappings', label: 'Open Mappings', action: { type: 'open-options', route: `#/mappings/${kind}` } });

/** "a, b, c and 4 more". */
export function some(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Items to mend one by one; beyond these the page of all of them is the place. */
export const mostItems = 12;

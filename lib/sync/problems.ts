import type { Choice, Fix, Problem } from '../model/problem';
import { labelOf, shortOf, type MappingKind, type ReferenceItem } from '../model/reference';

/** The sentences of preflight: what is wrong, why, and the buttons that mend it. */

export const retryFix = (label = 'Try again'): Fix => ({ id: 'retry', label, action: { type: 'retry' } });
export const openHostFix = (host: string): Fix => ({ id: 'open-host', label: `Open in ${host}`, action: { type: 'open-host' } });
export const refreshFix = (ledger: string): Fix => ({ id: 'refresh', label: `Read ${ledger} again`, action: { type: 'refresh-reference' } });

export const problem = (code: string, message: string, fixes: Fix[], detail?: string, raw?: string): Problem => ({
  code,
  message,
  fixes,
  ...(detail ? { detail } : {}),
  ...(raw ? { raw } : {}),
});

export const choiceOf = (item: ReferenceItem): Choice => ({ value: item.code, label: labelOf(item), ...(item.percentage ? { detail: `${item.percentage} %` } : {}) });

/** "Use 2" for the best guess, and "Choose…" with everything that may stand there. */
export function mapFixes(kind: MappingKind, host: string, suggestions: readonly ReferenceItem[], all: readonly ReferenceItem[]): Fix[] {
  const best = suggestions[0];
  const sure = suggestions.length === 1;
  const fixes: Fix[] = [];
  if (best) fixes.push({ id: `map-${kind}-${host}-best`, label: `Use ${shortOf(best)}`, best: sure, action: { type: 'map', kind, host, ledger: best.code } });
  if (all.length > 0) fixes.push({ id: `map-${kind}-${host}`, label: 'Choose…', action: { type: 'map', kind, host }, choices: all.map(choiceOf) });
  return fixes;
}

export function suggestionDetail(suggestions: readonly ReferenceItem[]): string | undefined {
  const best = suggestions[0];
  if (!best) return undefined;
  if (suggestions.length === 1) return `Suggested: ${labelOf(best)}.`;
  return `${suggestions.length} would fit: ${suggestions.slice(0, 3).map(labelOf).join('; ')}${suggestions.length > 3 ? '; …' : ''}.`;
}

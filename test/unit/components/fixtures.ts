import type { PageView, ToolbarView } from '../../../lib/model/view';
import type { Problem } from '../../../lib/model/problem';

export const toolbar = (more: Partial<ToolbarView> = {}): ToolbarView => ({
  connection: 'acme', ledger: 'Exact Online', company: 'ACME BV', word: 'Not sent', text: 'Not sent', tone: 'none', busy: false,
  send: { enabled: true, best: true, description: 'Book this document in Exact Online' },
  fetch: { enabled: false, description: 'Not sent yet: there is nothing to fetch' },
  log: { enabled: true }, open: { enabled: false, description: 'Not sent yet' },
  document: null, problems: [], differences: [], updatable: null, ...more,
});

export const view = (...toolbars: ToolbarView[]): PageView => ({ document: { kind: 'invoice', id: '1001' }, host: 'Scoro', toolbars });

export const problem: Problem = {
  code: 'tax-code-unmapped', message: 'VAT 9 % has no code', detail: 'Suggested: 2.',
  fixes: [
    { id: 'best', label: 'Use 2', best: true, action: { type: 'map', kind: 'taxCode', host: '9', ledger: '2' } },
    {
      id: 'choose', label: 'Choose…', action: { type: 'map', kind: 'taxCode', host: '9' },
      choices: [{ value: '2', label: '2, Low rate', detail: '9 %' }, { value: '4', label: '4, High rate', detail: '21 %' }],
    },
  ],
};

export const attention = toolbar({ word: 'Needs attention', text: 'Needs attention, 1 to fix', tone: 'bad', problems: [problem], send: { enabled: true, description: 'Check again and send' } });

/** Lets effects and promises run. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

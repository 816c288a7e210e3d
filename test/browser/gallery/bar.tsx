import { BarElement } from '../../../components/quick-actions/mount';
import type { Actions } from '../../../components/quick-actions/actions';
import type { ToolbarView } from '../../../lib/model/view';
import { log, toolbars, viewOf } from './fixtures';

/** Bars on a page that is not ours: light or dark by `?dark`, each in a row as a host would have it. */
const dark = location.search.includes('dark');
document.body.style.cssText = `margin:0;padding:24px 28px;min-height:1200px;font:14px Georgia;background:${dark ? '#10131a' : '#f3f4f8'};color:${dark ? '#ddd' : '#222'}`;

const fine = async () => ({ ok: true }) as const;
const actions: Actions = { send: fine, fetch: fine, open: fine, fix: fine, log: async () => log, refresh: () => undefined };

function add(...views: ToolbarView[]): void {
  const bar = new BarElement(document, new AbortController().signal);
  const row = document.createElement('div');
  row.style.cssText = `display:flex;align-items:center;gap:12px;margin:0 0 12px;padding:10px 14px;background:${dark ? '#171b24' : '#fff'};border-radius:8px`;
  const title = document.createElement('strong');
  title.textContent = 'Invoice 2024-0117';
  bar.element.dataset['place'] = 'append';
  row.append(title, bar.element);
  document.getElementById('app')!.append(row);
  bar.show(viewOf(...views), actions);
  bar.matchScheme();
}
for (const view of Object.values(toolbars)) add(view);
add(toolbars.partly, { ...toolbars.notSent, ledger: 'QuickBooks Online', company: 'ACME Inc.' });

import { defineContentScript } from 'wxt/utils/define-content-script';
import { startListChips } from '../../components/list-chips/start';

/** The chips on a host's lists. A script of its own, so that the bar's stays small; registered on the same sites. */
export default defineContentScript({
  registration: 'runtime',
  matches: ['https://*.scoro.com/*'],
  runAt: 'document_idle',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main: startListChips,
});

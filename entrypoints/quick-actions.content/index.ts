import { defineContentScript } from 'wxt/utils/define-content-script';
import { startQuickActions } from '../../components/quick-actions/start';

/** The bar on a host's pages. Registered at run time, on the sites of connections alone. */
export default defineContentScript({
  registration: 'runtime',
  matches: ['https://*.scoro.com/*'],
  runAt: 'document_idle',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main: startQuickActions,
});

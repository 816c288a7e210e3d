import { browser } from 'wxt/browser';
import type { SignInWindow } from '../sync/connect';

/** The browser's own window for signing in; its redirect address belongs to this extension alone. */
export const signInWindow = (): SignInWindow => ({
  redirectUri: browser.identity.getRedirectURL(),
  async open(url) {
    const returned = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    if (!returned) throw new Error('The window was closed.');
    return returned;
  },
});

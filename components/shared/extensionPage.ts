import { browser } from 'wxt/browser';

/** The address of a page of ours. WXT types `getURL` by the files of a build, without their hashes. */
export const extensionPage = (path: string): string => (browser.runtime as unknown as { getURL(path: string): string }).getURL(path);

import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { leanContentScript } from './entrypoints/quick-actions.content/lean';
import { withoutSinks } from './scripts/without-sinks';

/** Public key of the extension: keeps its id, and with it the OAuth redirect address, the same in every Chromium. */
const chromeKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsoh1tea1ZLcC8C4S7H5nSJ2FhQ/C/xCYebAhisMyeJCB9qGM0CWbI9M0utBVUTqW13jWdnanRRSIiYTmwE9B/x6LeAXzVN7SW3lFPEI+HgV9wMLWPCxdq2Mn9g8gOwUyZfKLD4vBi0G052kmI9hhxSXEl/YZcKJzdi1x7linUIYZzulaHgySmt0ze7CNd0Myx4gVbzR24/honXp7qzLUc1c75f0ZMUo/jTIQs+BPhsUlybbvaDRwgdBLL/wZRvZ0B2aCA9YZEnsYmPiksES2fVDGi/xlSJJrg7lIvEWn+p5Vvp1jBe1SlEkuqjJiZztZ5K8IDDOqa+HnXpSIF5zzMwIDAQAB';

/** The hosts it can work with. None is required: each is asked for when a connection to it is made. */
const optionalHosts = [
  'https://*.scoro.com/*',
  'https://start.exactonline.nl/*',
  'https://start.exactonline.be/*',
  'https://start.exactonline.de/*',
  'https://start.exactonline.co.uk/*',
  'https://start.exactonline.com/*',
  'https://start.exactonline.es/*',
  'https://start.exactonline.fr/*',
  'https://oauth.platform.intuit.com/*',
  'https://quickbooks.api.intuit.com/*',
  'https://sandbox-quickbooks.api.intuit.com/*',
];

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  vite: () => ({ plugins: [leanContentScript(), withoutSinks(), preact()], build: { target: 'chrome140', sourcemap: false } }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['alarms', 'identity', 'scripting', 'storage', 'unlimitedStorage'],
    // Asked for when somebody wants to be told on the screen.
    optional_permissions: ['notifications'],
    optional_host_permissions: optionalHosts,
    action: { default_title: '__MSG_name__' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: '{6f0c1d4e-53a7-4b8e-9a41-2d9a7c6b1e05}',
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: ['authenticationInfo', 'financialAndPaymentInfo', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : { key: chromeKey, minimum_chrome_version: '140', storage: { managed_schema: 'managed.schema.json' } }),
  }),
  hooks: {
    // WXT turns the matches of run-time content scripts into required hosts; ours stay optional.
    'build:manifestGenerated': (_wxt, manifest) => {
      delete manifest.host_permissions;
    },
  },
});

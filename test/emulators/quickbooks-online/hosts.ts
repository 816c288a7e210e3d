/** Development keys reach sandbox companies, production keys real ones; nothing crosses over. */
export type Environment = 'sandbox' | 'production';

export const hosts = {
  consent: 'appcenter.intuit.com',
  token: 'oauth.platform.intuit.com',
  developer: 'developer.api.intuit.com',
  userInfo: { production: 'accounts.platform.intuit.com', sandbox: 'sandbox-accounts.platform.intuit.com' },
  api: { production: 'quickbooks.api.intuit.com', sandbox: 'sandbox-quickbooks.api.intuit.com' },
  pages: { production: 'app.qbo.intuit.com', sandbox: 'app.sandbox.qbo.intuit.com' },
} as const;

export const environments: readonly Environment[] = ['sandbox', 'production'];

export const allHosts: ReadonlySet<string> = new Set(Object.values(hosts).flatMap((host) => (typeof host === 'string' ? [host] : Object.values(host))));

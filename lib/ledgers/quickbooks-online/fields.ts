import type { SettingsField } from '../../model/settings-field';

const redirectHint =
  'Enter it among the redirect URIs of your app at Intuit, in the list of the same environment, exactly like this. ' +
  'Production takes https addresses only; whether it takes the address of a browser extension, Intuit has not said in public.';

/** What a connection to QuickBooks Online is asked for. Keys reach companies of their own environment only. */
export const quickBooksOnlineFields: readonly SettingsField[] = [
  {
    name: 'environment', label: 'Environment', kind: 'choice', choices: [['production', 'Production: real companies'], ['sandbox', 'Sandbox: companies to try with']],
    hint: 'Production keys reach real companies, development keys sandbox companies.',
  },
  { name: 'redirect', label: 'Redirect URI', kind: 'redirect', hint: redirectHint },
  { name: 'clientId', label: 'Client id', kind: 'text', needed: 'The client id of your app at Intuit, from the keys of that environment' },
  { name: 'clientSecret', label: 'Client secret', kind: 'secret', needed: 'The client secret that goes with it' },
  {
    name: 'company', label: 'Company', kind: 'text', hint: 'The company id (realm id). Leave it empty: you choose the company when you sign in.',
    shape: { pattern: /^\d{1,64}$/, says: 'A company id is a number; leave it empty to choose when you sign in' },
  },
];

import type { SettingsField } from '../../model/settings-field';

/** What a connection to Scoro is asked for. */
export const scoroFields: readonly SettingsField[] = [
  {
    name: 'site', label: 'Site', kind: 'site', placeholder: 'acme.scoro.com', needed: 'The address of your site, such as acme.scoro.com',
    shape: { pattern: /^https:\/\/[^/]+\.scoro\.com$/, says: 'A Scoro site ends in .scoro.com' },
  },
  {
    name: 'companyAccountId', label: 'Company account id', kind: 'text',
    hint: 'In Scoro under Settings, Site settings, Integrations, API. Leave it empty where there is one account only.',
  },
  { name: 'apiKey', label: 'API key', kind: 'secret', hint: 'Kept encrypted in this browser. It is never exported.', needed: 'Without a key nothing can be read' },
];

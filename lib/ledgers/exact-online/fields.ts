import type { SettingsField } from '../../model/settings-field';

/** What a connection to Exact Online is asked for. */
export const exactOnlineFields: readonly SettingsField[] = [
  {
    name: 'country', label: 'Country', kind: 'choice',
    choices: [['nl', 'Netherlands'], ['be', 'Belgium'], ['de', 'Germany'], ['fr', 'France'], ['es', 'Spain'], ['uk', 'United Kingdom'], ['us', 'United States']],
  },
  { name: 'redirect', label: 'Redirect URI', kind: 'redirect', hint: 'Enter it in your app in the App Center, exactly like this.' },
  { name: 'clientId', label: 'Client id', kind: 'text', needed: 'The client id of your app in the Exact Online App Center' },
  { name: 'clientSecret', label: 'Client secret', kind: 'secret', needed: 'The client secret of the same app' },
  {
    name: 'company', label: 'Company', kind: 'text', hint: 'The division number. Leave it empty to choose when you connect.',
    shape: { pattern: /^\d+$/, says: 'A division is a number; leave it empty to choose when you connect' },
  },
  {
    name: 'salesAs', label: 'Book sales as', kind: 'choice',
    choices: [['entry', 'Sales entries (no items needed)'], ['invoice', 'Sales invoices (each line is an item)']],
    hint: 'A sales entry keeps the number the invoice has and needs no items. A sales invoice gets its number from Exact Online, needs an item on each line, and is printed there. It stays as it is once an invoice was sent.',
  },
];

import { render } from 'preact';
import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AboutPage } from '../../../components/options/about/AboutPage';

it('says of everything that leaves this browser where it goes, the webhook too', () => {
  fakeBrowser.runtime.getManifest = (() => ({ name: 'Ledgerbar', version: '1.0.0' })) as never;
  const root = document.createElement('div');
  render(<AboutPage />, root);
  const flows = [...root.querySelectorAll('.flows')][0];
  expect([...(flows?.querySelectorAll('dt') ?? [])].map(({ textContent }) => textContent)).toEqual(['Your app (Scoro)', 'Your ledger (Exact Online or QuickBooks Online)', 'This browser', 'A webhook, if you set one', 'Anyone else']);
  expect(flows?.textContent).toContain('No amounts and no names of people.');
});

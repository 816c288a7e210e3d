import type { Finding } from '../../../lib/model/check-up';
import type { CheckUpRow } from '../../../lib/storage/check-up-row';

const units = [['kg', 'Kilogram'], ['hour', 'Hours'], ['pc', 'Pieces']].map(([value, name]) => ({ value: value!, label: `${value}, ${name}` }));
const choose = (host: string) => ({ id: `map-${host}`, label: 'Choose…', action: { type: 'map' as const, kind: 'unit' as const, host }, choices: units });
const finding = (id: string, state: Finding['state'], title: string, detail: string, more: Partial<Finding> = {}): Finding => ({ id, state, title, detail, items: [], fixes: [], ...more });

const findings: Finding[] = [
  finding('sign-in', 'ok', 'Sign-in', 'Exact Online takes it, as ACME Bookkeeper, and ACME Nederland BV can be used.'),
  finding('access', 'ok', 'Access to the sites', 'The browser lets acme.scoro.com, start.exactonline.nl be reached.'),
  finding('company', 'ok', 'Entity and company', 'ACME Nederland BV: VAT number, name, country, currency are the same on both sides.'),
  finding('rights', 'unknown', 'Rights in Exact Online', 'Seen to be given: Financial accounting, Financial generalledgers, Logistics items. Not needed so far, so it cannot be told yet: Crm accounts.'),
  finding('settings', 'warning', 'Settings of Scoro', 'On: Finance accounts, Product groups (4 of 4 products are in a group), Product code (3 of 4 products have a code).', {
    items: [{ code: 'setting-line-tax', message: '“Line based tax rates” seems to be switched off.', detail: 'None of 6 lines looked at carries a VAT code. Every line then has the rate of its document: one with several rates cannot be made. Switch it on in the site settings of Scoro.', fixes: [{ id: 'open-host', label: 'Open Scoro', action: { type: 'open-host' } }] }],
  }),
  finding('periods', 'wrong', 'Periods', 'Some documents fall in a period that is not open. Once it is opened, read Exact Online again.', {
    items: [{ code: 'period', message: 'Period 2026-10 is closed in journal 70.', detail: '3 unsent documents in it: 2024-0117, 2024-0118, 2024-0121. Open it in Exact Online, or book them on a later day: each offers that when it is sent.', fixes: [] }],
    fixes: [{ id: 'refresh', label: 'Read Exact Online again', best: true, action: { type: 'refresh-reference' } }],
  }),
  finding('units', 'wrong', 'Units', '2 units of Scoro are no unit code in Exact Online, so products with them cannot become items. Choose what each stands for, or add a unit with that code there. Seen on 120 products and 4 documents.', {
    items: [
      { code: 'unit-sack', message: '“sack of 25 kg”, on the product Flour', fixes: [choose('sack of 25 kg')] },
      { code: 'unit-day', message: '“day <b>part</b>”, on a line of 2024-0117', detail: 'It is mapped to DAG, which is no longer there.', fixes: [choose('day part')] },
    ],
  }),
  ...[['tax-codes', 'VAT codes'], ['accounts', 'Accounts'], ['journals', 'Journals'], ['currencies', 'Currencies'], ['item-groups', 'Item groups'], ['budget', 'Calls left today']].map(([id, title]) => finding(id!, 'ok', title!, 'It is as it should be.')),
];

/** A check-up with something of everything. */
export const checkUp = (at: number): CheckUpRow => ({ at, findings, look: { survey: null, company: null, rights: {} }, calls: { host: 8, ledger: 21 } });

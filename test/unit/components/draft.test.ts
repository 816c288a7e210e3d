import { describe, expect, it } from 'vitest';
import { emptyDraft, faultsOf, nameFor, settingsOf, siteOrigin, type Draft, type Ends } from '../../../components/options/connections/draft';
import { hostForms } from '../../../lib/hosts/fields';
import { exactOnlineFields } from '../../../lib/ledgers/exact-online/fields';
import { quickBooksOnlineFields } from '../../../lib/ledgers/quickbooks-online/fields';
import { connectionSettingsSchema } from '../../../lib/settings';

const host = hostForms[0]!;
const exact: Ends = { host, ledger: { system: 'exact-online', name: 'Exact Online', fields: exactOnlineFields } };
const quickBooks: Ends = { host, ledger: { system: 'quickbooks-online', name: 'QuickBooks Online', fields: quickBooksOnlineFields } };
const drafted = (typed: Record<string, string>, id = ''): Draft => ({ id, typed });

const hostPart = { 'scoro.site': ' acme.scoro.com/ ', 'scoro.apiKey': 'k' };
const draft = drafted({ ...hostPart, 'exact-online.clientId': 'c', 'exact-online.clientSecret': 's' });
const changed = (more: Record<string, string>, id?: string) => drafted({ ...draft.typed, ...more }, id);

describe('a new connection', () => {
  it('takes a site as people type it', () => {
    expect(siteOrigin('acme.scoro.com')).toBe('https://acme.scoro.com');
    expect(siteOrigin('https://acme.scoro.com/invoices/view/1')).toBe('https://acme.scoro.com');
    expect(siteOrigin('http://acme.scoro.com')).toBeNull();
    expect(siteOrigin('acme')).toBeNull();
    expect(siteOrigin('two words.com')).toBeNull();
    expect(nameFor(draft, host)).toBe('acme');
    expect(nameFor(emptyDraft, host)).toBe('');
  });

  it('names what is wrong by field', () => {
    expect(Object.keys(faultsOf(emptyDraft, exact, []))).toEqual(['scoro.site', 'scoro.apiKey', 'exact-online.clientId', 'exact-online.clientSecret']);
    expect(faultsOf(draft, exact, [])).toEqual({});
    expect(faultsOf(draft, exact, ['acme'])['id']).toContain('already');
    expect(faultsOf(changed({}, 'a/b'), exact, [])['id']).toBeDefined();
    expect(faultsOf(changed({ 'exact-online.company': 'x1' }), exact, [])['exact-online.company']).toBeDefined();
    expect(faultsOf(changed({ 'scoro.site': 'acme.scoro.com.evil.example' }), exact, [])['scoro.site']).toBe('A Scoro site ends in .scoro.com');
    expect(faultsOf(changed({ 'scoro.site': 'acme' }), exact, [])['scoro.site']).toBe('The address of your site, such as acme.scoro.com');
  });

  it('makes settings that the schema takes, with the first choice where none was made', () => {
    const settings = settingsOf(changed({ 'exact-online.company': ' 123456 ' }), exact);
    expect(settings).toEqual({
      id: 'acme',
      host: { system: 'scoro', site: 'https://acme.scoro.com', apiKey: 'k' },
      ledger: { system: 'exact-online', country: 'nl', clientId: 'c', clientSecret: 's', company: '123456', salesAs: 'entry' },
    });
    expect(connectionSettingsSchema.parse(settings)).toEqual(settings);
  });

  it('of another ledger asks for that one\'s fields, and takes over nothing typed for the first', () => {
    expect(Object.keys(faultsOf(draft, quickBooks, []))).toEqual(['quickbooks-online.clientId', 'quickbooks-online.clientSecret']);
    const typed = changed({ 'quickbooks-online.clientId': 'q', 'quickbooks-online.clientSecret': 'qs' });
    expect(faultsOf(typed, quickBooks, [])).toEqual({});
    expect(settingsOf(typed, quickBooks).ledger).toEqual({ system: 'quickbooks-online', environment: 'production', clientId: 'q', clientSecret: 'qs' });
    const named = settingsOf(drafted({ ...typed.typed, 'quickbooks-online.environment': 'sandbox', 'quickbooks-online.company': '9341453308059321' }), quickBooks);
    expect(connectionSettingsSchema.parse(named).ledger).toMatchObject({ environment: 'sandbox', company: '9341453308059321' });
  });
});

describe.each([...hostForms, exact.ledger, quickBooks.ledger])('the fields of $name', ({ fields, system }) => {
  it('are settings that the schema knows, each once', () => {
    const names = fields.filter(({ kind }) => kind !== 'redirect').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const options = [...connectionSettingsSchema.shape.host.options, ...connectionSettingsSchema.shape.ledger.options];
    const known = options.find((option) => (option.shape.system.value as string) === system)?.shape ?? {};
    expect(Object.keys(known)).toEqual(expect.arrayContaining(names));
  });

  it('each have a label, and choices have choices the schema takes', () => {
    expect(fields.every(({ label }) => label.length > 0)).toBe(true);
    for (const { kind, choices } of fields) expect((choices?.length ?? 0) > 1).toBe(kind === 'choice');
  });
});

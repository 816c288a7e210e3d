import type { HostId } from '../../../lib/hosts/host';
import type { LedgerId } from '../../../lib/ledgers/ledger';
import type { SettingsField, SettingsForm } from '../../../lib/model/settings-field';

/** The forms of both ends of a new connection. */
export interface Ends {
  host: SettingsForm<HostId>;
  ledger: SettingsForm<LedgerId>;
}

/** The form of a new connection, as typed. */
export interface Draft {
  id: string;
  /** By system and field, so that nothing typed is lost, or taken over, when another system is chosen. */
  typed: Readonly<Record<string, string>>;
}

export const emptyDraft: Draft = { id: '', typed: {} };

/** What a field's value is kept under. */
export const keyOf = (form: SettingsForm, field: SettingsField): string => `${form.system}.${field.name}`;

/** What the field shows: what was typed or chosen, else its first choice. */
export const valueOf = (draft: Draft, form: SettingsForm, field: SettingsField): string => draft.typed[keyOf(form, field)] ?? field.choices?.[0]?.[0] ?? '';

/** The origin of what was typed ("acme.example.com" will do); null when it is no https address. Pure. */
export function siteOrigin(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`);
    return url.protocol === 'https:' && url.hostname.includes('.') ? url.origin : null;
  } catch {
    return null;
  }
}

/** The value as the settings have it; empty for none, or for a site that is none. */
function settingOf(draft: Draft, form: SettingsForm, field: SettingsField): string {
  const value = valueOf(draft, form, field).trim();
  return field.kind === 'site' ? (siteOrigin(value) ?? '') : value;
}

/** "acme" for a site https://acme.example.com: the name a connection gets when none is typed. Pure. */
export function nameFor(draft: Draft, host: SettingsForm): string {
  const site = host.fields.find(({ kind }) => kind === 'site');
  return site ? (settingOf(draft, host, site).replace('https://', '').split('.')[0] ?? '') : '';
}

const asked = (form: SettingsForm): readonly SettingsField[] => form.fields.filter(({ kind }) => kind !== 'redirect');

function faultOf(draft: Draft, form: SettingsForm, field: SettingsField): string | undefined {
  const value = settingOf(draft, form, field);
  if (value === '') return field.needed;
  return field.shape && !field.shape.pattern.test(value) ? field.shape.says : undefined;
}

function idFault(draft: Draft, host: SettingsForm, taken: readonly string[]): string | undefined {
  const id = draft.id.trim() || nameFor(draft, host);
  if (id && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) return 'Letters, digits, dot, dash and underscore';
  return taken.includes(id) ? `There is a connection "${id}" already` : undefined;
}

/** What is wrong, by field's key and "id". Empty when the connection can be saved. Pure. */
export function faultsOf(draft: Draft, { host, ledger }: Ends, taken: readonly string[]): Readonly<Record<string, string>> {
  const ofForm = (form: SettingsForm) => asked(form).map((field): [string, string | undefined] => [keyOf(form, field), faultOf(draft, form, field)]);
  const faults = [...ofForm(host), ...ofForm(ledger), ['id', idFault(draft, host, taken)] as const];
  return Object.fromEntries(faults.filter((fault): fault is [string, string] => fault[1] !== undefined));
}

/** The draft as the settings have it, to be checked by their schema. Only for one without faults. Pure. */
export function settingsOf(draft: Draft, { host, ledger }: Ends): { id: string; host: Record<string, string>; ledger: Record<string, string> } {
  const end = (form: SettingsForm): Record<string, string> => {
    const values = asked(form).map((field) => [field.name, settingOf(draft, form, field)] as const);
    return { system: form.system, ...Object.fromEntries(values.filter(([, value]) => value !== '')) };
  };
  return { id: draft.id.trim() || nameFor(draft, host), host: end(host), ledger: end(ledger) };
}

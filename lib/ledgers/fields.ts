import type { SettingsField, SettingsForm } from '../model/settings-field';
import { knownLedgers } from '.';
import { exactOnlineFields } from './exact-online/fields';
import type { LedgerId } from './ledger';
import { quickBooksOnlineFields } from './quickbooks-online/fields';

const fields: Record<LedgerId, readonly SettingsField[]> = { 'exact-online': exactOnlineFields, 'quickbooks-online': quickBooksOnlineFields };

/** The forms of the ledgers this version knows. */
export const ledgerForms: readonly SettingsForm<LedgerId>[] = knownLedgers().map(({ id, name }) => ({ system: id, name, fields: fields[id] }));

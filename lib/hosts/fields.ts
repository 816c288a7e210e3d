import type { SettingsField, SettingsForm } from '../model/settings-field';
import { knownHosts } from '.';
import type { HostId } from './host';
import { scoroFields } from './scoro/fields';

const fields: Partial<Record<HostId, readonly SettingsField[]>> = { scoro: scoroFields };

/** The forms of the hosts this version knows. */
export const hostForms: readonly SettingsForm<HostId>[] = knownHosts().map(({ id, name }) => ({ system: id, name, fields: fields[id] ?? [] }));

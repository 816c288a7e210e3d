import type { z } from 'zod';
import type { ImportPreview } from '../messages';
import { dayOf, formatDay } from '../model/dates';
import { connectionSettingsSchema, settingsFileSchema, type ConnectionSettings, type MappingSettings, type SettingsFile } from '../settings';
import type { ConnectionRow, MappingRow } from '../storage/rows';
import type { SyncContext } from './context';
import { secretNames } from './session';
import { changedFields, hasOtherScope, rowFrom, settingsOf, split, type Bringing, type Split } from './settings-row';
import { isSalesFixed, isStartFixed } from './start-date';

const largestDepth = 20;

function depthOf(value: unknown, depth = 0): number {
  if (depth > largestDepth || value === null || typeof value !== 'object') return depth;
  return Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item, depth + 1)), depth);
}

export type ReadSettings = { file: SettingsFile } | { errors: string[] };

const whereOf = (path: readonly PropertyKey[]): string => path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');

const sentences = (error: z.ZodError): string[] => error.issues.slice(0, 20).map((issue) => `${whereOf(issue.path) || 'The file'}: ${issue.message}`);

/** Reads a settings file. Refuses what is not one with a line per mistake; never throws. */
export function readSettings(text: string): ReadSettings {
  let data: unknown;
  try {
    // Keys that would reach a prototype are dropped, not obeyed.
    data = JSON.parse(text, (key, value: unknown) => (key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value));
  } catch (error) {
    return { errors: [`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (depthOf(data) > largestDepth) return { errors: ['The file is nested too deeply to be a settings file.'] };
  const parsed = settingsFileSchema.safeParse(data);
  if (!parsed.success) return { errors: sentences(parsed.error) };
  const ids = parsed.data.connections.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) return { errors: [`The connection "${twice[0]}" stands in the file twice.`] };
  return { file: parsed.data };
}

function describe(settings: ConnectionSettings): string {
  const site = 'site' in settings.host ? new URL(settings.host.site).hostname : settings.host.system;
  return `${settings.id}: ${site} with ${settings.ledger.system}${settings.ledger.company ? ` company ${settings.ledger.company}` : ''}`;
}

/** Why a connection of the file cannot be used by this version; null when it can. */
function unsupported(context: SyncContext, settings: ConnectionSettings): string | null {
  try {
    context.hostOf(settings.host.system);
    context.ledgerOf(settings.ledger.system);
    return null;
  } catch (error) {
    return `The connection "${settings.id}" cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

const mappingText = (mapping: MappingSettings): string => `${mapping.connection}: ${mapping.kind} "${mapping.host}" is "${mapping.ledger}"`;

/** Policy values win, for as long as the policy names their connection. */
const isHeld = async (context: SyncContext, mapping: MappingRow): Promise<boolean> =>
  mapping.origin === 'policy' && (await context.database.connections.get(mapping.connection))?.locked === true;

const bringingTo = async (context: SyncContext, existing: ConnectionRow | undefined, byPolicy: boolean): Promise<Bringing> => ({
  today: dayOf(context.now()),
  isFixed: existing !== undefined && (await isStartFixed(context, existing)),
  isSalesFixed: existing !== undefined && (await isSalesFixed(context, existing)),
  byPolicy,
});

/** The secrets that come with the settings, as people call them. */
function secretWords({ hostSecret, clientSecret, webhook }: Split, existing: ConnectionRow | undefined): string[] {
  const given = [hostSecret && 'the host\'s key', clientSecret && 'the client secret', webhook && 'the address of the webhook', webhook === '' && existing?.webhookHost && 'no webhook any more'];
  return given.filter((word): word is string => Boolean(word));
}

/** What importing the file would change, a line each, before anything is. */
export async function previewImport(context: SyncContext, text: string, byPolicy = false): Promise<ImportPreview> {
  const read = readSettings(text);
  if ('errors' in read) return { changes: [], errors: read.errors };
  const { connections, mappings } = read.file;
  const changes: ImportPreview['changes'] = [];
  const errors = connections.flatMap((settings) => unsupported(context, settings) ?? []);
  if (errors.length > 0) return { changes, errors };
  for (const settings of connections) {
    const existing = await context.database.connections.get(settings.id);
    if (existing?.locked && !byPolicy) {
      changes.push({ kind: 'same', text: `Connection ${settings.id} stays as your company's policy sets it` });
      continue;
    }
    const secrets = secretWords(split(settings), existing);
    const withSecrets = secrets.length < 3 ? secrets.join(' and ') : `${secrets.slice(0, -1).join(', ')} and ${secrets.at(-1)}`;
    if (!existing) changes.push({ kind: 'add', text: `Connection ${describe(settings)}${withSecrets ? `, with ${withSecrets}` : ''}` });
    else {
      const { row, kept: keeps } = rowFrom(settings, existing, await bringingTo(context, existing, byPolicy));
      const parts = [...changedFields(existing, row), ...(withSecrets ? [withSecrets] : [])];
      const kept = [
        keeps.start && `; its start date stays ${formatDay(row.sync.startDate, context.locale)}, since something was synchronized from it`,
        keeps.sales && '; its sales stay booked as they are, since invoices were sent already',
      ].filter(Boolean).join('');
      changes.push(parts.length === 0 ? { kind: 'same', text: `Connection ${settings.id} stays as it is${kept}` } : { kind: 'change', text: `Connection ${settings.id}: ${parts.join(', ')}${kept}` });
    }
  }
  const known = new Set([...connections.map(({ id }) => id), ...((await context.database.connections.toCollection().primaryKeys()) as string[])]);
  for (const mapping of mappings) {
    if (!known.has(mapping.connection)) errors.push(`There is no connection "${mapping.connection}" for a mapping of ${mapping.kind} "${mapping.host}".`);
    const existing = await context.database.mappings.get([mapping.connection, mapping.kind, mapping.host]);
    if (!byPolicy && existing && (await isHeld(context, existing))) changes.push({ kind: 'same', text: `Mapping ${mappingText({ ...mapping, ledger: existing.ledger })} stays as your company's policy sets it` });
    else changes.push({ kind: !existing ? 'add' : existing.ledger === mapping.ledger ? 'same' : 'change', text: `Mapping ${mappingText(mapping)}` });
  }
  return { changes, errors };
}

async function saveOne(context: SyncContext, settings: ConnectionSettings, locked: boolean): Promise<void> {
  const existing = await context.database.connections.get(settings.id);
  const { hostSecret, clientSecret, webhook } = split(settings);
  const names = secretNames(settings.id);
  if (hostSecret) await context.vault.write(names.hostSecret, hostSecret);
  if (clientSecret) await context.vault.write(names.clientSecret, clientSecret);
  if (webhook) await context.vault.write(names.webhook, webhook);
  if (webhook === '') await context.vault.remove([names.webhook]);
  const { row } = rowFrom(settings, existing, await bringingTo(context, existing, locked));
  await context.database.connections.put({ ...row, locked });
  if (existing && hasOtherScope(existing, row)) await context.database.documents.where({ connection: row.id }).delete();
  if (existing && row.state === 'not-connected' && existing.state !== 'not-connected') await context.vault.remove([names.tokens]);
  context.changed(settings.id, null);
}

/** Applies a settings file whole. Throws with a sentence when it cannot be applied; then nothing was. */
export async function applySettings(context: SyncContext, text: string, origin: MappingRow['origin'] = 'imported'): Promise<void> {
  const read = readSettings(text);
  if ('errors' in read) throw new Error(read.errors.join(' '));
  const byPolicy = origin === 'policy';
  const preview = await previewImport(context, text, byPolicy);
  if (preview.errors.length > 0) throw new Error(preview.errors.join(' '));
  for (const settings of read.file.connections) {
    if (byPolicy || !(await context.database.connections.get(settings.id))?.locked) await saveOne(context, settings, byPolicy);
  }
  const rows: MappingRow[] = [];
  for (const mapping of read.file.mappings) {
    const existing = await context.database.mappings.get([mapping.connection, mapping.kind, mapping.host]);
    if (!byPolicy && existing && ((existing.ledger === mapping.ledger && existing.origin !== 'policy') || (await isHeld(context, existing)))) continue;
    // What it is called and how often it was used are still true of the same value.
    const { hostName, ledgerName, used = 0 } = existing?.ledger === mapping.ledger ? existing : {};
    rows.push({ ...mapping, ...(hostName && { hostName }), ...(ledgerName && { ledgerName }), origin, used, updatedAt: context.now() });
  }
  await context.database.mappings.bulkPut(rows);
}

/** What policy no longer names is the user's own again. */
export async function unlockOthers(context: SyncContext, byPolicy: readonly string[]): Promise<void> {
  await context.database.connections.filter((row) => row.locked === true && !byPolicy.includes(row.id)).modify({ locked: false });
}

/** Saves one connection from the form. Throws with a sentence when a value is wrong or the policy holds it. */
export async function saveConnection(context: SyncContext, data: unknown): Promise<void> {
  const parsed = connectionSettingsSchema.safeParse(data);
  if (!parsed.success) throw new Error(sentences(parsed.error).join(' '));
  const refusal = unsupported(context, parsed.data);
  if (refusal) throw new Error(refusal);
  const existing = await context.database.connections.get(parsed.data.id);
  if (existing?.locked) throw new Error('Your company\'s policy sets this connection; it cannot be changed here.');
  const kept = existing && rowFrom(parsed.data, existing, await bringingTo(context, existing, false)).kept;
  if (kept?.start) throw new Error('The start date cannot be changed any more, since something was synchronized from it. Documents before it can still be sent one by one.');
  if (kept?.sales) throw new Error('How sales are booked cannot be changed any more, since invoices were sent already: they are looked for where they were booked.');
  await saveOne(context, parsed.data, false);
}

/** The settings as a file: everything but secrets, and nothing that policy gave. */
export async function exportSettings(context: SyncContext): Promise<string> {
  const rows = await context.database.connections.toArray();
  const connections = rows
    .filter((row) => !row.locked)
    .map((row) => ({ id: row.id, host: row.host, ledger: { ...settingsOf(row.ledger), ...(row.ledger.company ? {} : { company: undefined }) }, sync: row.sync }));
  const byHand = await context.database.mappings.filter(({ origin }) => origin !== 'policy' && origin !== 'created').toArray();
  const mappings = byHand.map(({ connection, kind, host, ledger }) => ({ connection, kind, host, ledger }));
  return `${JSON.stringify({ version: 1, connections, mappings }, null, 2)}\n`;
}

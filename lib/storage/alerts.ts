import { browser } from 'wxt/browser';
import { z } from 'zod';
import { holdingsSchema } from './marker';

/**
 * What the user must know of the storage itself. Kept beside the database, since it may be what cannot be read: losses until
 * they are dismissed, everything else in memory, for as long as the browser runs.
 */
const alertSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cleared'), at: z.number(), lost: holdingsSchema, seen: z.number() }),
  z.object({ kind: z.literal('cannot-open'), at: z.number(), raw: z.string() }),
  z.object({ kind: z.literal('newer'), at: z.number() }),
  z.object({ kind: z.literal('full'), at: z.number() }),
]);
export type StorageAlert = z.infer<typeof alertSchema>;
export type AlertKind = StorageAlert['kind'];

const key = 'storageAlert';
const areaOf = (kind: AlertKind) => (kind === 'cleared' ? browser.storage.local : browser.storage.session);

/** The alerts that stand, the loss first. What is no alert of this version is left out. */
export async function readAlerts(): Promise<StorageAlert[]> {
  const stored = await Promise.all([browser.storage.local, browser.storage.session].map((area) => area.get(key)));
  return stored.flatMap((items) => {
    const parsed = alertSchema.safeParse(items[key]);
    return parsed.success ? [parsed.data] : [];
  });
}

export async function raiseAlert(alert: StorageAlert): Promise<void> {
  await areaOf(alert.kind).set({ [key]: alert });
}

/** Takes down the alerts of these kinds, if they stand. */
export async function dropAlerts(kinds: readonly AlertKind[]): Promise<void> {
  for (const { kind } of await readAlerts()) if (kinds.includes(kind)) await areaOf(kind).remove(key);
}

/** Calls back whenever an alert is raised or taken down. Returns what ends it. */
export function watchAlerts(changed: () => void): () => void {
  const listener = (changes: Record<string, unknown>) => {
    if (key in changes) changed();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

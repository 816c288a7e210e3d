import { browser } from 'wxt/browser';
import type { SyncContext } from '../sync/context';
import { applySettings, unlockOthers } from '../sync/settings-file';

/** The company's policy, or null where there is none. One browser rejects where the other gives an empty object. */
async function readPolicy(): Promise<Record<string, unknown> | null> {
  try {
    const policy = await browser.storage.managed.get(null);
    return Object.keys(policy).length > 0 ? policy : null;
  } catch {
    return null;
  }
}

/** Policy values win: they are applied at every start and shown as locked. Throws with what is wrong with the policy. */
export async function applyPolicy(context: SyncContext): Promise<void> {
  const policy = await readPolicy();
  const named = Array.isArray(policy?.['connections']) ? (policy['connections'] as { id?: unknown }[]).map(({ id }) => String(id)) : [];
  await unlockOthers(context, named);
  if (policy) await applySettings(context, JSON.stringify(policy), 'policy');
}

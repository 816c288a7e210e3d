import { browser } from 'wxt/browser';
import { dropAlerts, raiseAlert, type StorageAlert } from '../storage/alerts';
import { isNewerDatabase, isStorageFailure, isStorageFull } from '../storage/failures';

/** The database cannot be worked with. The message is for the user. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

const sentences: Record<Exclude<StorageAlert['kind'], 'cleared'>, string> = {
  'cannot-open': 'This browser closed the storage of Ledgerbar, or cannot open it. Nothing is sent until it can. Try again; if that does not help, restart the browser.',
  newer: 'The data in this browser was written by a newer version of Ledgerbar, and this version leaves it untouched. Nothing is sent. Update Ledgerbar.',
  full: 'This browser has no room left to write down what is sent. Nothing new is sent. Free some disk space, then try again.',
};

function alertOf(error: unknown, at: number): Exclude<StorageAlert, { kind: 'cleared' }> {
  if (isNewerDatabase(error)) return { kind: 'newer', at };
  if (isStorageFull(error)) return { kind: 'full', at };
  return { kind: 'cannot-open', at, raw: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Tells the user, where nothing needs the database: by an alert and on the extension's button. Returns the sentence. */
async function tellTrouble(error: unknown, at: number): Promise<string> {
  const alert = alertOf(error, at);
  const sentence = sentences[alert.kind];
  await raiseAlert(alert);
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: '!' });
  await browser.action.setTitle({ title: `Ledgerbar: ${sentence}` });
  return sentence;
}

/** Tells what the storage did in the middle of the work. Throws what is not the storage's. */
export async function tellIfStorage(error: unknown, at: number): Promise<void> {
  if (!isStorageFailure(error)) throw error;
  await tellTrouble(error, at);
}

/** What was told of the storage is over: it could be written to. A loss stays told until it is dismissed. */
export const dropTrouble = (): Promise<void> => dropAlerts(['cannot-open', 'newer', 'full']);

/** Brings the background up. Throws StorageUnavailable, told to the user, when the storage does not let it; other errors as they are. */
export async function withStorage(now: () => number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw isStorageFailure(error) ? new StorageUnavailable(await tellTrouble(error, now()), { cause: error }) : error;
  }
  await dropTrouble();
}

/** What a command says of a failure: in words where it is the storage's, with the browser's own behind them. */
export function sentenceOf(error: unknown): string {
  const own = error instanceof Error ? error.message : String(error);
  if (!isStorageFailure(error)) return own;
  const alert = alertOf(error, 0);
  return alert.kind === 'cannot-open' ? `${sentences[alert.kind]} (${alert.raw})` : sentences[alert.kind];
}

/** Shuts content scripts out of `storage.local`, where the browser can: they run in pages that are not ours. */
export async function keepFromPages(): Promise<void> {
  const local = browser.storage.local as { setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> };
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

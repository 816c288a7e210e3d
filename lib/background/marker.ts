import { browser } from 'wxt/browser';
import { raiseAlert, readAlerts } from '../storage/alerts';
import { addToJournal } from '../storage/logs';
import { holdingsInWords, judgeStorage, markerSchema, type Holdings, type Marker } from '../storage/marker';
import type { SyncContext } from '../sync/context';

const key = 'marker';
/** Milliseconds until what was sent is noted: it only has to be about right. Well below the time a background lives on after its work. */
const noteEvery = 15_000;
/** Until connections are noted, and what a start finds: few, and the most that can be lost. */
const noteSoon = 500;

async function readMarker(): Promise<Marker | null> {
  const parsed = markerSchema.safeParse((await browser.storage.local.get(key))[key]);
  return parsed.success ? parsed.data : null;
}

async function holdingsOf({ database }: SyncContext): Promise<Holdings> {
  const [connections, mappings, links] = await Promise.all([database.connections.count(), database.mappings.count(), database.links.count()]);
  return { connections, mappings, links };
}

const same = (a: Holdings, b: Holdings): boolean => a.connections === b.connections && a.mappings === b.mappings && a.links === b.links;

/** Notes outside of the database which one it is and how much it holds, if that is not noted yet. */
export async function noteHoldings(context: SyncContext): Promise<void> {
  const [marker, holds, installation] = await Promise.all([readMarker(), holdingsOf(context), context.database.meta.get('installation')]);
  if (!installation || (marker?.installation === installation.value && same(marker.holds, holds))) return;
  await browser.storage.local.set({ [key]: { installation: installation.value, holds, at: context.now() } satisfies Marker });
}

/** Is this the database that was here before? What is gone is told, in an alert and in the journal. Before anything else is written to it. */
export async function judgeDatabase(context: SyncContext): Promise<void> {
  const { database, now } = context;
  const marker = await readMarker();
  const installation = (await database.meta.get('installation'))?.value ?? null;
  // As it nearly always is; counting is for when it is not.
  if (marker && installation === marker.installation) return;
  const verdict = judgeStorage(marker, { installation, holds: await holdingsOf(context) });
  if (installation === null) await database.meta.put({ name: 'installation', value: marker && verdict.is !== 'cleared' ? marker.installation : crypto.randomUUID() });
  if (verdict.is === 'cleared') {
    const { lost, seen } = verdict;
    await raiseAlert({ kind: 'cleared', at: now(), seen, lost: await withEarlierLoss(lost) });
    const text = `The storage of Ledgerbar in this browser was cleared. Gone from it: ${holdingsInWords(lost)}. Import your settings again; what was sent is found in the ledger and linked.`;
    await addToJournal(database, { at: now(), connection: '', document: '', job: '', event: 'storage-cleared', text, tone: 'bad' });
  }
  await noteHoldings(context);
}

/** A loss that is not dismissed yet counts with the new one: the greater says what was there. */
async function withEarlierLoss(lost: Holdings): Promise<Holdings> {
  const earlier = (await readAlerts()).find((alert) => alert.kind === 'cleared')?.lost ?? lost;
  return { connections: Math.max(lost.connections, earlier.connections), mappings: Math.max(lost.mappings, earlier.mappings), links: Math.max(lost.links, earlier.links) };
}

/** Keeps the note about right, however often something changes. `soon`: it is not about what was sent alone. The next start notes the rest. */
export function createNoter(context: SyncContext): (soon: boolean) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSoon = false;
  return (soon) => {
    if (timer !== undefined && (isSoon || !soon)) return;
    clearTimeout(timer);
    isSoon = soon;
    timer = setTimeout(() => {
      timer = undefined;
      // Without room for the note the old one stands: it then tells of a little less than there was.
      void noteHoldings(context).catch(() => undefined);
    }, soon ? noteSoon : noteEvery);
  };
}

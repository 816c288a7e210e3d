import type { JournalRow } from '../../../../lib/storage/rows';
import type { ExactOnline } from '../../../emulators/exact-online';
import type { ScoroDocument } from '../../../emulators/scoro';
import { entriesOf } from './compare-ledger';
import { Differences } from './differences';
import type { ExtensionData } from './extension-data';
import type { Site } from './scene';

const kindOf = ({ module }: ScoroDocument) => (module === 'invoices' ? 'invoice' : 'bill');

/** What may follow "Sending." in a journal before it is said again: it was told why it was not the end. */
const turns = ['interrupted', 'waiting', 'unknown'];
const ends = ['booked', 'adopted'];

/** A journal has to tell of each attempt how it ended, and of one only that it is in the ledger. */
function compareJournal(journal: readonly JournalRow[], differences: Differences): void {
  let open = false;
  for (const { event } of journal) {
    if (event === 'started' && open) differences.list.push(`${differences.of}: begun again, and the journal does not say why`);
    if (event === 'started') open = true;
    if (turns.includes(event) || ends.includes(event)) open = false;
  }
  differences.same('ends in the journal', journal.filter(({ event }) => ends.includes(event)).length, 1);
  const adopted = journal.findIndex(({ event }) => event === 'adopted');
  const told = journal.slice(0, adopted).some(({ event }) => event === 'interrupted' || event === 'unknown');
  if (adopted >= 0) differences.same('an interruption before it was found', told, true);
}

/** What the extension itself says of each document: sent, linked with its entry, and how it went. */
export function compareDatabase(data: ExtensionData, exact: ExactOnline, site: Site): string[] {
  const { connection } = site;
  const documents = [...site.scoro.invoices, ...site.scoro.bills];
  const differences = documents.flatMap((document) => {
    const own = new Differences(document.no);
    const key = `${connection}/${kindOf(document)}/${document.id}`;
    const job = data.jobs.find(({ id }) => id === `${key}/send`);
    own.same('job', job?.state, 'done');
    own.same('problems', job?.problems.length, 0);
    const link = data.links.find((row) => row.key === key);
    own.same('link', link?.ledgerId, entriesOf(exact, site, document)[0]?.['EntryID']);
    own.same('company', link?.company, String(site.company));
    own.same('state of the link', link?.remote, 'present');
    own.same('change', link?.changed, false);
    compareJournal(data.journal.filter((row) => row.job === `${key}/send`), own);
    return own.list;
  });

  const whole = new Differences(connection);
  whole.same('jobs', data.jobs.filter((job) => job.connection === connection).length, documents.length);
  whole.same('links', data.links.filter((link) => link.connection === connection).length, documents.length);
  whole.same('intents', data.intents.length, 0);
  const row = data.connections.find(({ id }) => id === connection);
  whole.same('state of the connection', row?.state, 'connected');
  whole.same('run', row?.run ?? null, null);
  return [...differences, ...whole.list];
}

import type { LedgerDocument, LedgerSnapshot } from '../ledgers/ledger';
import { snapshotOf, type DocumentField } from '../ledgers/snapshot';
import type { DocumentKind, HostDocument } from '../model/document';
import type { Difference, Fix, Problem } from '../model/problem';
import type { HostSnapshot, JobRow, LinkRow } from '../storage/rows';
import { hashOf } from './booking';
import { compare } from './compare';
import { note, type SyncContext } from './context';
import { capital, changedIn } from './field-words';
import { hostSnapshotOf, type Hashes } from './links';
import { problem } from './problems';
import { driftOf, threeWay, wantedOf, type Changes } from './three-way';

/** What somebody changed in the ledger since a document was sent: noticed, said, and put before the user. */

/** Names one state of the ledger's document, so that a decision holds for what was shown and for nothing later. */
export const stateOfLedger = (document: LedgerSnapshot): Promise<string> => hashOf(snapshotOf(document));

/** The changes of a link's document; null when nothing is known of how it was. What it is while we write lines is our own doing. */
export function changesOf(link: LinkRow, ours: HostSnapshot, theirs: LedgerSnapshot, wanted = wantedOf(ours, link.ledgerContact)): Changes | null {
  if (!link.base) return null;
  const changes = threeWay(link.base, ours, wanted, theirs);
  return link.linesUnderWay ? { ...changes, amounts: { here: true, there: false, agree: false } } : changes;
}

/** "Due date: 31/12/2026 in (the ledger), changed in the ledger, was 20/12/2026", for each row that somebody changed. */
const told = (differences: readonly Difference[], ledgerName: string): string =>
  differences.flatMap(({ field, ledger, note: was }) => (was ? [`${field}: ${ledger} in ${ledgerName}, ${was}`] : [])).join('; ');

export interface LedgerChange {
  /** What is to be decided, and everything that was changed in the ledger. */
  fields: readonly DocumentField[];
  edited: readonly DocumentField[];
  kind: DocumentKind;
  ledgerName: string;
  /** What `stateOfLedger` says of what is shown. */
  seen: string;
  differences: readonly Difference[];
  /** Changed on both sides, and not only there. */
  isOnBothSides: boolean;
  /** It was changed, and nobody can tell whether in its lines. */
  areLinesInDoubt: boolean;
  canOverwrite: boolean;
}

/** Somebody changed the document in the ledger: it is not overwritten unless the user says so. */
export function ledgerChanged({ fields, edited, kind, ledgerName, seen, differences, isOnBothSides, areLinesInDoubt, canOverwrite }: LedgerChange): Problem {
  const settle = (holds: 'host' | 'ledger', label: string): Fix => ({ id: `${holds}-holds`, label, action: { type: 'settle-ledger-change', holds, fields: [...edited], seen } });
  const what = areLinesInDoubt ? `This was changed in ${ledgerName}, perhaps in its lines,` : capital(changedIn(fields, kind, ledgerName));
  const details = told(differences, ledgerName);
  return problem(
    'ledger-changed',
    `${what} since it was sent${isOnBothSides ? ', and here too' : ''}.`,
    [...(canOverwrite ? [settle('host', 'Overwrite')] : []), settle('ledger', 'Keep'), { id: 'open-ledger', label: `Open in ${ledgerName}`, action: { type: 'open-ledger' } }],
    `${details ? `${details}. ` : ''}${canOverwrite ? `Overwrite puts what is here there; Keep leaves it as it is in ${ledgerName}.` : `It cannot be changed from here; Keep leaves it as it is in ${ledgerName}.`}`,
  );
}

/** What a look at the ledger's document showed. */
export interface Sighting {
  differences: Difference[];
  drift: DocumentField[];
}

/** Takes in what the ledger holds now: remembered on the link, and told once in the journal. */
export async function noticeDrift(context: SyncContext, job: JobRow, link: LinkRow, document: HostDocument, hashes: Hashes, stored: LedgerDocument, ledgerName: string): Promise<Sighting> {
  const { database, locale } = context;
  const ours = hostSnapshotOf(document, hashes);
  const options = { date: document.date, ...(locale ? { locale } : {}) };
  const changes = changesOf(link, ours, stored);
  if (!link.base || !changes) {
    const differences = compare(document, stored, options);
    const isAsSent = hashes.linesHash === link.linesHash && hashes.headerHash === link.headerHash;
    // A link from before bases were kept: who changed what cannot be told, unless nothing did.
    if (isAsSent && differences.every(({ differs }) => !differs)) await database.links.update(link.key, { base: { host: ours, ledger: snapshotOf(stored) } });
    return { differences, drift: [] };
  }
  const drift = driftOf(changes);
  const differences = compare(document, stored, { ...options, since: { changes, was: link.base.ledger } });
  const isNew = drift.some((field) => !link.drift?.includes(field));
  await database.links.update(link.key, { drift, ...(link.linesUnderWay ? {} : { total: stored.gross }) });
  if (isNew) {
    await note(context, job, 'drifted', `${capital(changedIn(drift, job.document.kind, ledgerName))}. ${told(differences, ledgerName)}`.trim(), 'warn');
  }
  return { differences, drift };
}

import type { LedgerSnapshot } from '../ledgers/ledger';
import { documentFields, snapshotOf, type DocumentField } from '../ledgers/snapshot';
import type { Difference } from '../model/problem';
import type { HostSnapshot, JobRow, LinkBase, LinkRow } from '../storage/rows';
import { Blocked } from './blocked';
import { compare } from './compare';
import { contactMapping } from './contacts';
import type { SyncContext } from './context';
import { changesOf, ledgerChanged, stateOfLedger } from './drift';
import { hostSnapshotOf, type Hashes } from './links';
import { contactUse, partyOf } from './party';
import type { Checked } from './preflight';
import type { Session } from './session';
import { areLinesInDoubt, driftOf, nextBase, planOf, threeWay, wantedOf, type Changes, type Plan } from './three-way';

/** Everything an update works with that does not change while it does. */
export interface Work {
  context: SyncContext;
  session: Session;
  job: JobRow;
  checked: Checked;
  hashes: Hashes;
  ours: HostSnapshot;
  wanted: LedgerSnapshot;
  ledgerName: string;
  isWritable(field: DocumentField): boolean;
}

const header = ['date', 'dueDate', 'description', 'paymentReference'] as const satisfies DocumentField[];
export type HeaderField = (typeof header)[number];
export const isHeaderField = (field: DocumentField): field is HeaderField => (header as readonly DocumentField[]).includes(field);

export async function workOf(context: SyncContext, session: Session, job: JobRow, checked: Checked, link: LinkRow, hashes: Hashes): Promise<Work> {
  const { connection } = session;
  const { document } = checked;
  const ledger = context.ledgerOf(connection.ledger.system);
  const ours = hostSnapshotOf(document, hashes);
  const allowed = ledger.capabilities.update(connection.ledger, document.ref.kind);
  const areLinesWritable = allowed === 'all' && (await isSameContact(context, session, checked, link));
  return {
    context, session, job, checked, hashes, ours, ledgerName: ledger.name,
    wanted: wantedOf(ours, link.ledgerContact, checked.date),
    isWritable: (field) => (field === 'amounts' ? areLinesWritable : isHeaderField(field) && allowed !== 'nothing'),
  };
}

/** Another customer is another document: its lines are not put under the old one. */
async function isSameContact(context: SyncContext, session: Session, checked: Checked, link: LinkRow): Promise<boolean> {
  const { document } = checked;
  if (!document.contact) return false;
  const mapping = await contactMapping(context, session.connection, document.contact.id, contactUse(document));
  return mapping !== undefined && partyOf(checked, mapping.ledger, context.ledgerOf(session.connection.ledger.system).capabilities.projectsAreParties) === link.ledgerContact;
}

/** What is to be done about one sight of the ledger's document. */
export interface Merge {
  seen: LedgerSnapshot;
  base: LinkBase;
  changes: Changes;
  plan: Plan;
  /** The document was changed there, and whether its lines were cannot be told; that matters where lines are to be written, now or later. */
  isInDoubt: boolean;
  /** Nothing but that doubt speaks for changed lines, and they are to be written now. */
  isDoubtAlone: boolean;
  /** What the user decided, for what is seen. */
  decided: { holds: 'host' | 'ledger'; fields: readonly string[] } | null;
}

/** For links from before bases were kept: what the hashes tell of the host, and a ledger that is taken for unchanged. */
function unknownBase({ ours, hashes }: Work, link: LinkRow, seen: LedgerSnapshot): LinkBase {
  const isHeaderSame = hashes.headerHash === link.headerHash;
  const areLinesSame = hashes.linesHash === link.linesHash;
  const other = (text: string) => `${text} `;
  return {
    host: {
      ...ours,
      number: link.number,
      ...(isHeaderSame ? {} : { date: '', dueDate: null, description: other(ours.description), paymentReference: other(ours.paymentReference) }),
      ...(areLinesSame ? {} : { lines: '' }),
    },
    ledger: snapshotOf(seen),
  };
}

/** Compares, and takes in what the user decided. `areLinesEdited`: the ledger said so, although no total tells. */
export async function mergeOf(work: Work, link: LinkRow, seen: LedgerSnapshot, areLinesEdited = false): Promise<Merge> {
  const { job, ours, wanted, isWritable } = work;
  const base = link.base ?? unknownBase(work, link, seen);
  const changes = changesOf(link, ours, seen, wanted) ?? threeWay(base, ours, wanted, seen);
  const decision = job.decisions.ledgerChange;
  const decided = decision && decision.seen === (await stateOfLedger(seen)) ? decision : null;
  const isInDoubt = !link.linesUnderWay && isWritable('amounts') && areLinesInDoubt(base.ledger, seen);
  const isDoubtAlone = isInDoubt && changes.amounts.here && !changes.amounts.there;
  const isEdited = (field: DocumentField) => decided?.fields.includes(field) || (field === 'amounts' && (areLinesEdited || isDoubtAlone));
  for (const field of documentFields) if (isEdited(field)) changes[field] = { ...changes[field], there: true };
  return { seen, base, changes, plan: planOf(changes, isWritable, decided?.holds ?? null), isInDoubt, isDoubtAlone, decided };
}

export function differencesOf({ context, checked }: Work, link: LinkRow, { changes, isDoubtAlone }: Pick<Merge, 'changes' | 'isDoubtAlone'>, ledger: LedgerSnapshot): Difference[] {
  const since = link.base ? { since: { changes, was: link.base.ledger, areLinesInDoubt: isDoubtAlone } } : {};
  return compare(checked.document, ledger, { date: checked.date, ...(context.locale ? { locale: context.locale } : {}), ...since });
}

/** Puts the question before the user, the differences with it: nothing is overwritten unless he says so. */
export async function askAbout(work: Work, link: LinkRow, merge: Merge, fields: readonly DocumentField[]): Promise<Blocked> {
  const { context, job, ledgerName, isWritable } = work;
  const edited = driftOf(merge.changes);
  const differences = differencesOf(work, link, merge, merge.seen);
  await context.database.links.update(link.key, { drift: edited });
  await context.database.jobs.update(job.id, { differences, updatable: null });
  return new Blocked([
    ledgerChanged({
      fields, edited, differences, ledgerName,
      kind: link.document.kind,
      seen: await stateOfLedger(merge.seen),
      isOnBothSides: fields.some((field) => merge.changes[field].here),
      areLinesInDoubt: merge.isDoubtAlone,
      canOverwrite: edited.some(isWritable),
    }),
  ]);
}

/** Remembers what was carried out: what the ledger holds now, what is still to be done here, and what somebody changed there. */
export async function remember(work: Work, link: LinkRow, merge: Merge, after: LedgerSnapshot & { url?: string }, more: Partial<LinkRow> = {}): Promise<LinkRow> {
  const { context, hashes, ours, wanted, checked } = work;
  const { plan, seen } = merge;
  const stays = (field: DocumentField) => plan.stay.includes(field);
  const isInDoubt = merge.isInDoubt && !plan.write.includes('amounts') && !plan.kept.includes('amounts');
  const base = nextBase(merge.base, plan, ours, wanted, seen, after, isInDoubt);
  const patch: Partial<LinkRow> = {
    base,
    drift: driftOf(threeWay(base, ours, wanted, after)),
    changed: plan.stay.length > 0,
    ...(header.some(stays) ? {} : { headerHash: hashes.headerHash }),
    ...((['number', 'contact', 'amounts'] as const).some(stays) ? {} : { linesHash: hashes.linesHash }),
    ...(stays('number') ? {} : { number: checked.document.number }),
    total: after.gross,
    ...(after.url === undefined ? {} : { ledgerUrl: after.url }),
    ...more,
  };
  await context.database.links.update(link.key, patch);
  return { ...link, ...patch };
}

import type { HeaderChange, LedgerDocument, LedgerSnapshot } from '../ledgers/ledger';
import { isUnchanged } from '../ledgers/snapshot';
import { CallFailure, isDefinite } from '../net/failure';
import type { JobRow, LinkRow } from '../storage/rows';
import { Blocked } from './blocked';
import { bookingOf, headerOf } from './booking';
import { totalDifference } from './compare';
import { note, type SyncContext } from './context';
import { capital, changedIn, staysAsSent } from './field-words';
import { resolveItems } from './items';
import { hashesOf, readLinked } from './links';
import { askAbout, differencesOf, isHeaderField, mergeOf, remember, workOf, type HeaderField, type Merge, type Work } from './merge';
import type { Checked } from './preflight';
import { problem, retryFix } from './problems';
import type { SendResult } from './send-result';
import type { Session } from './session';
import { threeWay, withAmountsOf, type Plan } from './three-way';
import { noticeReading } from './touched';

const isStale = (error: unknown): boolean => error instanceof CallFailure && error.kind === 'stale';

/**
 * A second send: what changed here since is changed in the ledger, where it lets that be done; what somebody changed there
 * is left, and asked about where both changed the same.
 */
export async function update(context: SyncContext, session: Session, job: JobRow, checked: Checked, link: LinkRow): Promise<SendResult> {
  const hashes = await hashesOf(checked.document);
  const isSame = hashes.linesHash === link.linesHash && hashes.headerHash === link.headerHash;
  if (isSame && link.remote === 'present' && !link.drift?.length && !link.linesUnderWay) {
    await context.database.links.update(link.key, { changed: false });
    await noticeReading(context, link, checked.document);
    await note(context, job, 'unchanged', 'Nothing has changed since it was sent.', 'ok');
    return { result: 'Nothing has changed since it was sent' };
  }
  const work = await workOf(context, session, job, checked, link, hashes);
  const deleted = { result: `It is deleted in ${work.ledgerName}` };
  let seen = (await presumed(work, link)) ?? (await look(work, link));
  for (let attempt = 1; seen; attempt += 1) {
    try {
      const result = await carryOut(work, (await context.database.links.get(link.key)) ?? link, seen);
      // Not before: of a change that could not be written, the list still tells.
      await noticeReading(context, link, checked.document);
      return result;
    } catch (error) {
      if (!(error instanceof CallFailure) || !['stale', 'absent'].includes(error.kind)) throw error;
      if (attempt > 1 && isStale(error)) throw changingNow(work);
      if (attempt > 1) throw error;
      seen = await look(work, link);
    }
  }
  return deleted;
}

const changingNow = ({ ledgerName }: Work): Blocked =>
  new Blocked([problem('ledger-changed', `Somebody is changing this in ${ledgerName} right now.`, [retryFix()], 'It was changed between reading and writing it, twice. Nothing was overwritten.')]);

/** What the ledger's document is now; null when it is deleted. A void one is not touched. */
async function look({ context, session, ledgerName }: Work, link: LinkRow): Promise<LedgerSnapshot | null> {
  const stored = await readLinked(context, session, link);
  if (stored?.voided) {
    const open = { id: 'open-ledger', label: `Open in ${ledgerName}`, action: { type: 'open-ledger' as const } };
    throw new Blocked([problem('document-voided', `It is voided in ${ledgerName}.`, [open, retryFix('Look again')], 'A void document is not changed. Restore it there, then look again.')]);
  }
  return stored;
}

/**
 * The document as it was last known, where there is something to write and the ledger itself will say when it is another
 * by now: that spares a read. null where it must be looked at first.
 */
async function presumed(work: Work, link: LinkRow): Promise<LedgerSnapshot | null> {
  const { base } = link;
  if (!base || link.drift?.length || link.remote !== 'present' || work.job.decisions.ledgerChange) return null;
  const { plan } = await mergeOf(work, link, base.ledger);
  const needsSight = plan.write.length === 0 || (plan.write.includes('amounts') && base.ledger.lines === undefined);
  return needsSight ? null : base.ledger;
}

/** Does what follows from one sight of the ledger's document. Throws Blocked where the user is to decide, CallFailure 'stale' where it is another by now. */
async function carryOut(work: Work, link: LinkRow, seen: LedgerSnapshot): Promise<SendResult> {
  const merge = await mergeOf(work, link, seen);
  const { plan } = merge;
  if (plan.ask.length > 0) throw await askAbout(work, link, merge, plan.ask);
  // With nothing to write, only what was changed there can have been meant.
  if (plan.left.length > 0 && plan.write.length === 0 && !merge.decided) throw await askAbout(work, link, merge, plan.left);

  const fields = plan.write.filter(isHeaderField);
  const hasLines = plan.write.includes('amounts');
  const withoutLines: Plan = { ...plan, write: fields, stay: [...plan.stay, 'amounts'] };
  if (fields.length === 0 && !hasLines) return conclude(work, link, await remember(work, link, merge, seen), plan, merge, seen);
  let current = link;
  let after: LedgerDocument | null = null;
  if (fields.length > 0) {
    after = await work.session.ledger.updateDocument(link.ledgerId, headerChange(work, link, fields, seen), seen);
    current = await remember(work, link, { ...merge, plan: hasLines ? withoutLines : plan }, after);
    if (!hasLines) return conclude(work, link, current, plan, merge, after);
  }
  const stored = await writeLines(work, current, merge, after ?? seen);
  // Lines are taken for updated only when the total proves it.
  const done = totalDifference(work.checked.document, stored) === null ? plan : withoutLines;
  const left = (after ? (current.drift ?? []) : plan.left).filter((field) => field !== 'amounts');
  const rest: Plan = { ...done, write: done.write.filter((field) => field === 'amounts'), left };
  const base = current.base ?? merge.base;
  current = await remember(work, current, { ...merge, seen: after ?? seen, base: done === plan ? base : withAmountsOf(base, stored), plan: rest }, stored, { linesUnderWay: false });
  return conclude(work, link, current, done, merge, stored);
}

/** The fields to write. Another date may make the ledger reckon the due date anew, so the one that holds goes with it. */
function headerChange({ checked }: Work, link: LinkRow, fields: readonly HeaderField[], seen: LedgerSnapshot): HeaderChange {
  const all = headerOf(checked);
  const holdsDueDate = fields.includes('date') && !fields.includes('dueDate') && all.dueDate !== null && seen.dueDate !== null;
  return {
    kind: link.document.kind,
    number: link.number,
    ...Object.fromEntries(fields.map((field) => [field, all[field]])),
    ...(holdsDueDate ? { dueDate: seen.dueDate } : {}),
  };
}

/** The mark set before, and taken away with the outcome, tells a broken-off attempt of ours from somebody else's change. */
async function writeLines(work: Work, link: LinkRow, merge: Merge, seen: LedgerSnapshot): Promise<LedgerDocument> {
  const { context, session, checked } = work;
  const { links } = context.database;
  const { lines } = merge.base.ledger;
  const items = await resolveItems(context, session, work.job, checked);
  const isFree = link.linesUnderWay || merge.decided?.fields.includes('amounts');
  await links.update(link.key, { linesUnderWay: true });
  try {
    return await session.ledger.updateLines(link.ledgerId, bookingOf(checked, link.ledgerContact, items), isFree ? undefined : { ...seen, ...(lines === undefined ? {} : { lines }) });
  } catch (error) {
    if (isStale(error)) {
      await links.update(link.key, { linesUnderWay: false });
      const now = await look(work, link);
      if (!now) throw error;
      const edited = await mergeOf(work, { ...link, linesUnderWay: false }, now, true);
      throw await askAbout(work, link, edited, edited.plan.ask);
    }
    // Refused at the first line: nothing is half done.
    if (error instanceof CallFailure && isDefinite(error) && !isFree && (await isAsBefore(work, link, seen))) await links.update(link.key, { linesUnderWay: false });
    throw error;
  }
}

const isAsBefore = async ({ context, session }: Work, link: LinkRow, seen: LedgerSnapshot): Promise<boolean> => {
  const stored = await readLinked(context, session, link).catch(() => null);
  return stored !== null && isUnchanged(seen, stored);
};

/** Says what was done, what was not, and what somebody else did. */
async function conclude(work: Work, before: LinkRow, link: LinkRow, { write, stay }: Plan, merge: Merge, after: LedgerSnapshot): Promise<SendResult> {
  const { context, job, ledgerName } = work;
  const { kind } = link.document;
  const drift = link.drift ?? [];
  const sentences = [
    write.some(isHeaderField) ? 'The dates and texts of the header are updated.' : '',
    write.includes('amounts') ? 'The lines are updated.' : '',
    stay.length > 0 ? staysAsSent(stay, kind, ledgerName) : '',
    merge.decided?.holds === 'ledger' ? `What was changed in ${ledgerName} is kept.` : '',
    drift.length > 0 ? `${capital(changedIn(drift, kind, ledgerName))}, and left.` : '',
  ].filter(Boolean);
  const result = sentences.join(' ') || `Nothing that ${ledgerName} keeps has changed.`;
  await note(context, job, 'updated', result, stay.length > 0 || drift.length > 0 ? 'warn' : 'ok');
  const changes = before.base ? threeWay(before.base, work.ours, work.wanted, after) : null;
  const differences = differencesOf(work, before, { changes: changes ?? merge.changes, isDoubtAlone: false }, after);
  const isWorthShowing = stay.length > 0 || drift.length > 0 || (!before.base && differences.some(({ differs }) => differs));
  if (!isWorthShowing) return { result };
  const canDecide = drift.length > 0 && stay.length === 0;
  return { result, differences, updatable: canDecide ? `What was changed in ${ledgerName} can be kept or overwritten.` : null };
}

import type { Fix, Problem } from '../model/problem';
import type { JobRow, LinkTwins, MappingRow } from '../storage/rows';
import { documentKey, note, type SyncContext } from './context';

/** What a pressed fix leaves to be done. */
export type FixEffect =
  | { effect: 'run' }
  | { effect: 'sign-in' }
  | { effect: 'refresh' }
  | { effect: 'settle' }
  | { effect: 'open'; what: 'host' | 'ledger' | { options: string } };

export const findFix = (job: JobRow, problem: string, fix: string): { problem: Problem; fix: Fix } | null => {
  for (const candidate of job.problems) {
    if (candidate.code !== problem) continue;
    const found = candidate.fixes.find(({ id }) => id === fix);
    if (found) return { problem: candidate, fix: found };
  }
  return null;
};

/** The value a map or adopt fix stands for: its own, or one of the choices it offered. Anything else is refused. */
function valueOf(fix: Fix, own: string | undefined, choice: string | undefined): { value: string; label: string } | null {
  if (own !== undefined) return { value: own, label: own };
  const chosen = fix.choices?.find(({ value }) => value === choice);
  return chosen ? { value: chosen.value, label: chosen.label } : null;
}

/** What is to become of a document's twins; with `dueAt` it is done then. */
async function decideTwins(context: SyncContext, job: JobRow, change: (twins: LinkTwins) => LinkTwins, dueAt?: number): Promise<void> {
  await context.database.links
    .where('key')
    .equals(documentKey(job.connection, job.document))
    .modify((link) => {
      link.twins = change(link.twins ?? {});
      if (dueAt === undefined) delete link.twinsDueAt;
      else link.twinsDueAt = dueAt;
    });
}

/**
 * Applies a fix that the job itself offers: a page can name one, never invent one.
 * Throws when the choice was not among those offered.
 */
export async function applyFix(context: SyncContext, job: JobRow, fix: Fix, choice: string | undefined): Promise<FixEffect> {
  const { database } = context;
  const { action } = fix;
  const decide = (decisions: JobRow['decisions']) => database.jobs.update(job.id, { decisions: { ...job.decisions, ...decisions } });
  switch (action.type) {
    case 'map': {
      const chosen = valueOf(fix, action.ledger, choice);
      if (!chosen) throw new Error('Choose one of the values offered');
      const row: MappingRow = {
        connection: job.connection, kind: action.kind, host: action.host, ...(action.kind === 'contact' && job.title?.contact && { hostName: job.title.contact }), ledger: chosen.value, ledgerName: chosen.label,
        origin: action.ledger ? 'suggested' : 'hand', used: 0, updatedAt: context.now(),
      };
      await database.mappings.put(row);
      await note(context, job, 'mapped', `${action.kind} "${action.host}" is now ${chosen.label}.`, 'info');
      return { effect: 'run' };
    }
    case 'map-back': {
      const chosen = valueOf(fix, undefined, choice);
      if (!chosen) throw new Error('Choose one of the values offered');
      await database.mappings.put({
        connection: job.connection, kind: action.kind, host: `${chosen.value}${action.suffix}`, hostName: chosen.label, ledger: action.ledger, origin: 'hand', used: 0, updatedAt: context.now(),
      });
      await note(context, job, 'mapped', `${action.kind} "${action.ledger}" of the ledger is now ${chosen.label}.`, 'info');
      return { effect: 'run' };
    }
    case 'create-contact':
      await decide({ createContact: true });
      return { effect: 'run' };
    case 'give-role':
      await decide({ giveRole: true });
      return { effect: 'run' };
    case 'adopt': {
      const chosen = valueOf(fix, action.ledgerId, choice);
      if (!chosen) throw new Error('Choose one of the documents offered');
      await decide({ adopt: chosen.value });
      await note(context, job, 'decided', `It is linked to ${chosen.label}.`, 'info');
      return { effect: 'run' };
    }
    case 'send-as-new':
      await decide({ sendAsNew: true });
      await note(context, job, 'decided', 'It is sent although one like it exists.', 'info');
      return { effect: 'run' };
    case 'post-on':
      await decide({ postOn: action.date });
      await note(context, job, 'decided', `It is posted on ${action.date}.`, 'info');
      return { effect: 'run' };
    case 'settle-ledger-change':
      await decide({ ledgerChange: { holds: action.holds, fields: action.fields, seen: action.seen } });
      await note(context, job, 'decided', action.holds === 'host' ? 'What was changed in the ledger is overwritten.' : 'What was changed in the ledger is kept.', 'info');
      return { effect: 'run' };
    case 'keep-one': {
      const chosen = valueOf(fix, undefined, choice);
      if (!chosen) throw new Error('Choose one of the documents offered');
      await decideTwins(context, job, (twins) => ({ ...twins, keep: chosen.value }), context.now());
      await note(context, job, 'decided', `${chosen.label} stays, the rest is to be deleted.`, 'info');
      return { effect: 'run' };
    }
    case 'keep-all':
      await decideTwins(context, job, ({ shown = [], accepted = [] }) => ({ accepted: [...new Set([...accepted, ...shown])] }));
      await note(context, job, 'decided', 'It is right that there are several.', 'info');
      return { effect: 'settle' };
    case 'retry':
      return { effect: 'run' };
    case 'refresh-reference':
      return { effect: 'refresh' };
    case 'sign-in':
    case 'grant-access':
      return { effect: 'open', what: { options: '#/connections' } };
    case 'accept-difference':
      await note(context, job, 'decided', 'The difference is accepted.', 'info');
      return { effect: 'settle' };
    case 'accept-rounding':
      await decide({ rounding: action.difference });
      await note(context, job, 'decided', `It is sent although its tax will be off by ${action.difference}.`, 'info');
      return { effect: 'run' };
    case 'open-host':
      return { effect: 'open', what: 'host' };
    case 'open-ledger':
      return { effect: 'open', what: 'ledger' };
    case 'open-options':
      return { effect: 'open', what: { options: action.route } };
  }
}

import type { ConnectionRow, JobRow } from '../storage/rows';
import { withChoices } from './choices';
import type { SyncContext } from './context';
import { eventOf, type JobEvent } from './explain';
import { fetchState } from './fetch';
import { whileUnderWay } from './job';
import { problem } from './problems';
import { mappingTable } from './mapping-table';
import { bring } from './pull/bring';
import { send } from './send';
import type { SendResult } from './send-result';
import type { Route } from './sent-together';
import { openSession, type Session } from './session';

/** A job made for one company is never run against another. */
function refusal(context: SyncContext, connection: ConnectionRow, job: JobRow) {
  if (job.company === connection.ledger.company) return null;
  const ledger = context.ledgerOf(connection.ledger.system).name;
  const company = connection.companyName ?? connection.ledger.company;
  return problem('other-company', `This was to go to company ${job.company}; the connection now is for ${company}.`, [
    { id: 'retry', label: `Send to ${company}`, action: { type: 'retry' } },
  ], `Nothing was sent. ${ledger} was connected to another company since.`);
}

function work(context: SyncContext, session: Session, job: JobRow, route?: (session: Session) => Route): Promise<SendResult> {
  if (job.action === 'bring') return bring(context, session, job);
  return job.action === 'send' ? send(context, session, job, route?.(session)) : fetchState(context, session, job);
}

/** Runs a job once. Everything it may end in becomes an event; nothing is thrown past here but what storage itself throws. */
export async function attempt(context: SyncContext, connection: ConnectionRow, job: JobRow, route?: (session: Session) => Route): Promise<JobEvent & { outcome?: SendResult }> {
  const refused = refusal(context, connection, job);
  if (refused) return { type: 'blocked', problems: [refused] };
  if (connection.state !== 'connected') {
    return { type: 'waiting', reason: 'sign-in', until: null, why: 'The connection needs a new sign-in.' };
  }
  try {
    const session = await openSession(context, connection, job.priority, `${job.document.kind}/${job.document.id}`);
    const outcome = await work(context, session, job, route);
    return { type: 'done', result: outcome.result, outcome };
  } catch (error) {
    const current = (await context.database.jobs.get(job.id)) ?? job;
    const hasIntent = (await context.database.intents.where({ job: job.id }).count()) > 0;
    const event = whileUnderWay(eventOf(context, connection, current, error), hasIntent, current.attempts, context.now());
    return event.type === 'blocked' ? { ...event, problems: withChoices(event.problems, await mappingTable(context, connection.id)) } : event;
  }
}

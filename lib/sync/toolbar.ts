import { formatMoney, money } from '../model/money';
import type { ButtonView, ToolbarView } from '../model/view';
import type { ConnectionRow, JobRow, LinkRow } from '../storage/rows';
import { stateOf, type DocumentState } from './state';

export interface ToolbarFacts {
  connection: ConnectionRow;
  ledgerName: string;
  /** Why documents of this kind are not sent at all: they come from the ledger. */
  comesFrom?: string;
  link: LinkRow | undefined;
  send: JobRow | undefined;
  fetch: JobRow | undefined;
  now: number;
  locale?: string;
}

const enabled = (description: string, best = false): ButtonView => ({ enabled: true, description, ...(best ? { best } : {}) });
const disabled = (description: string): ButtonView => ({ enabled: false, description });

function sendButton(state: DocumentState, facts: ToolbarFacts): ButtonView {
  const { ledgerName, send } = facts;
  if (facts.comesFrom) return disabled(facts.comesFrom);
  switch (state.word) {
    case 'Not sent':
      return enabled(`Book this document in ${ledgerName}`, true);
    case 'Changed since sent':
      return enabled(facts.link?.changed || !facts.link?.drift?.length ? `Update it in ${ledgerName}` : `Decide what holds: this document, or what was changed in ${ledgerName}`, true);
    case 'Deleted in ledger':
      return enabled(`Book it in ${ledgerName} again`);
    case 'Sent':
      return enabled(`Send again: updates what ${ledgerName} lets be updated`);
    case 'Needs attention':
      if (facts.link?.remote === 'voided') return disabled(`It is voided in ${ledgerName}`);
      if (facts.link?.payment && facts.link.payment.state !== 'open') return disabled(`Payments are matched with it in ${ledgerName}; it can no longer be changed from here`);
      return send && send.problems.length > 0 && !facts.link ? enabled('Check again and send') : enabled('Try again');
    case 'Partly paid':
    case 'Paid':
      return disabled(`Payments are matched with it in ${ledgerName}; it can no longer be changed from here`);
    case 'Voided':
      return disabled(`It is voided in ${ledgerName}`);
    case 'Checking':
      return disabled('It is being checked whether the last attempt arrived; nothing is sent twice');
    case 'Waiting':
      return disabled('It is sent by itself as soon as it can be');
    default:
      return disabled('It is on its way');
  }
}

function fetchButton(state: DocumentState, facts: ToolbarFacts): ButtonView {
  if (!facts.link) return disabled(facts.comesFrom ? `It did not come from ${facts.ledgerName}: there is nothing to fetch` : 'Not sent yet: there is nothing to fetch');
  if (state.busy && facts.fetch && !['done', 'blocked', 'failed'].includes(facts.fetch.state)) return disabled('Being fetched');
  return enabled(facts.comesFrom ? `Bring it anew from ${facts.ledgerName}, with its payments and state` : `Bring back payments and state from ${facts.ledgerName}`);
}

function titleOf(facts: ToolbarFacts): string | null {
  const title = facts.send?.title ?? facts.fetch?.title;
  if (title) return `${title.number}, ${formatMoney(money(title.total, title.currency), facts.locale)}`;
  return facts.link ? `${facts.link.number}, ${formatMoney(money(facts.link.total, facts.link.currency), facts.locale)}` : null;
}

const needsUser = (job: JobRow | undefined): job is JobRow => job !== undefined && !job.dismissed && (job.state === 'blocked' || job.state === 'failed');

/** Newer differences win: a fetch after a send, or the other way round. */
function differencesOf(facts: ToolbarFacts): Pick<ToolbarView, 'differences' | 'updatable'> {
  const newest = [facts.send, facts.fetch].filter((job) => job?.differences && job.differences.length > 0).sort((a, b) => (b?.updatedAt ?? 0) - (a?.updatedAt ?? 0))[0];
  const { link } = facts;
  // Of a link without a base nobody can tell who changed what: its differences are shown as they are.
  const current = link?.changed || (link?.drift?.length ?? 0) > 0 || (link && !link.base) || newest?.action === 'send';
  return newest?.differences && current ? { differences: newest.differences, updatable: newest.updatable ?? null } : { differences: [], updatable: null };
}

/** Everything one toolbar shows, from what is stored. Pure; nothing secret goes in. */
export function toolbarView(facts: ToolbarFacts): ToolbarView {
  const { connection, link } = facts;
  const state = stateOf({ job: facts.send, fetchJob: facts.fetch, link }, facts.now, facts.locale);
  return {
    connection: connection.id,
    ledger: facts.ledgerName,
    company: connection.companyName ?? connection.ledger.company,
    word: state.word,
    text: state.text,
    tone: state.tone,
    busy: state.busy,
    send: sendButton(state, facts),
    fetch: fetchButton(state, facts),
    log: enabled('What happened with this document'),
    open: link && link.remote !== 'deleted' ? enabled(`Open it in ${facts.ledgerName}`) : disabled(link ? `It is deleted in ${facts.ledgerName}` : 'Not sent yet'),
    document: titleOf(facts),
    problems: [facts.send, facts.fetch].filter(needsUser).flatMap((job) => job.problems),
    ...differencesOf(facts),
  };
}

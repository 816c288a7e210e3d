import type { HostReceipt } from '../hosts/writing';
import type { LedgerPayment, LedgerPayments } from '../ledgers/source';
import { absolute, compareDecimals, isNegative, minus, sum } from '../model/decimal';
import { dayOf } from '../model/dates';
import { formatAmount } from '../model/money';
import type { HostPayment, JobRow, LinkRow } from '../storage/rows';
import { Blocked } from './blocked';
import { hashOf } from './booking';
import { note, documentKey, type SyncContext } from './context';
import { goes } from './directions';
import { mappingTable } from './mapping-table';
import { createOnce, windowOf } from './once';
import { problem, retryFix } from './problems';
import type { Queue } from './queue';
import type { Session } from './session';

/** Receipts of the host that become payments in the ledger, for documents that are linked; each of them once. */

const oneDay = 86_400_000;
/** Stands for a payment that was in the ledger before, made by somebody else. */
const madeThere = 'there';

const isOpen = ([, { payment }]: [string, HostPayment]): boolean => payment === undefined;
const openReceipts = ({ receipts = {} }: Pick<LinkRow, 'receipts'>): [string, HostPayment][] => Object.entries(receipts).filter(isOpen);

/** May payments be recorded for it? A credit note's money goes the other way, and what it is set against is chosen in the ledger. */
const isPayable = (link: LinkRow, company: string): boolean => link.company === company && link.remote === 'present' && !isNegative(link.total);

/** The receipts of the host since the start date, or since the last time where none of them waits for its document to be sent. */
async function listReceipts(context: SyncContext, session: Session): Promise<HostReceipt[]> {
  const { database } = context;
  const { id, sync } = session.connection;
  const row = await database.connections.get(id);
  const listedAt = context.now();
  const receipts = (await session.host.writing?.listReceipts(row?.receiptsSince ?? sync.startDate)) ?? [];
  const keys = receipts.map(({ document }) => documentKey(id, document));
  const [links, documents] = [await database.links.bulkGet(keys), await database.documents.bulkGet(keys)];
  // The host's days are those of another zone.
  if (links.every((link, index) => link !== undefined || documents[index] === undefined)) await database.connections.update(id, { receiptsSince: dayOf(listedAt - oneDay) });
  return receipts;
}

/** Notes receipts on the links of their documents. Returns the links that have some to be recorded. */
export async function noteReceipts(context: SyncContext, session: Session): Promise<LinkRow[]> {
  const { connection } = session;
  const { links } = context.database;
  if (!connection.sync.payments || !goes(context, connection, 'payments', 'to-ledger')) return [];
  for (const { id, document, date, amount } of await listReceipts(context, session)) {
    await links
      .where('key')
      .equals(documentKey(connection.id, document))
      .modify((link) => {
        if (isPayable(link, connection.ledger.company) && !link.receipts?.[id] && !isNegative(amount)) link.receipts = { ...link.receipts, [id]: { date, amount } };
      });
  }
  return links.where({ connection: connection.id }).filter((link) => isPayable(link, connection.ledger.company) && openReceipts(link).length > 0).toArray();
}

/** Each document with receipts to be recorded gets a fetch, which records them. Returns how many. */
export async function requestPayments(context: SyncContext, session: Session, queue: Queue): Promise<number> {
  const open = await noteReceipts(context, session);
  const jobs = new Map((await context.database.jobs.bulkGet(open.map(({ key }) => `${key}/fetch`))).flatMap((job) => (job ? [[job.id, job] as const] : [])));
  // What the user has to mend waits for him.
  const due = open.filter(({ key }) => !['blocked', 'failed'].includes(jobs.get(`${key}/fetch`)?.state ?? ''));
  await queue.requestAll(session.connection, due.map(({ document }) => document), 'fetch', 10);
  return due.length;
}

/** The names of the mappings that say where money goes to and comes from. */
const accountNames = { invoice: '*paidInto', bill: '*paidFrom' } as const;

/** The account of a payment: the one set by hand, else the only one there is, where one is needed. Throws Blocked with those to choose from. */
async function accountFor(context: SyncContext, session: Session, payments: LedgerPayments, { kind }: LinkRow['document']): Promise<string | null> {
  const { connection } = session;
  const mapping = (await mappingTable(context, connection.id)).mapping('account', [accountNames[kind]]);
  if (mapping) return mapping.ledger;
  if (!payments.needsAccount[kind]) return null;
  const accounts = await payments.listAccounts();
  const [only, ...others] = accounts;
  if (only && others.length === 0) return only.id;
  const ledgerName = context.ledgerOf(connection.ledger.system).name;
  const choices = accounts.map(({ id, name }) => ({ value: id, label: name }));
  const choose = { id: 'payment-account', label: 'Choose…', best: true, action: { type: 'map' as const, kind: 'account' as const, host: accountNames[kind] }, choices };
  throw new Blocked([
    only
      ? problem('payment-account-missing', `Which account of ${ledgerName} are bills paid from?`, [choose, retryFix()], 'You are asked once.')
      : problem('payment-account-missing', `${ledgerName} has no bank account that bills could be paid from.`, [retryFix()]),
  ]);
}

/** What was paid in the ledger by others than us. */
const paidThere = (link: LinkRow): string => minus(link.payment?.paid ?? '0', sum(Object.values(link.receipts ?? {}).flatMap(({ payment, amount }) => (payment !== undefined && payment !== madeThere ? [amount] : []))));

/** 32 letters and digits, the same for the same receipt in every browser. */
async function requestIdFor({ connection }: Session, receipt: string, attempt: number): Promise<string> {
  const { system, site, companyAccountId } = connection.host;
  return (await hashOf({ system, site, companyAccountId: companyAccountId ?? '', receipt, attempt })).slice(0, 32);
}

async function recordOne(context: SyncContext, session: Session, job: JobRow, link: LinkRow, receipt: string, payment: LedgerPayment, payments: LedgerPayments): Promise<void> {
  const { connection } = session;
  const ledger = context.ledgerOf(connection.ledger.system);
  const hash = await hashOf(payment);
  const amount = `${formatAmount(payment.amount, context.locale)} ${payment.currency}`;
  const made = await createOnce<{ id: string }>(context, {
    key: `${link.key}/payment/${receipt}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: hash,
    search: payment,
    window: windowOf(ledger.capabilities),
    mayRepeat: (tried) => ledger.capabilities.repeats && tried.contentHash === hash,
    find: async (tried) => {
      const found = await payments.findPayment(payment);
      if (found || tried) return found;
      // Somebody was quicker: what is paid there beyond what we recorded is this receipt's as well as any other's.
      if (compareDecimals(paidThere(link), payment.amount) >= 0) return { id: madeThere };
      if (link.payment && compareDecimals(link.payment.open, payment.amount) < 0) {
        throw new Blocked([problem('payment-exceeds', `${amount} was received, and only ${formatAmount(link.payment.open, context.locale)} ${payment.currency} of it is open in ${ledger.name}.`, [retryFix()], 'Nothing was recorded there.')]);
      }
      return null;
    },
    create: async (attempt) => payments.recordPayment(payment, await requestIdFor(session, receipt, attempt)),
    settle: ({ id }) =>
      context.database.links
        .where('key')
        .equals(link.key)
        .modify((row) => {
          row.receipts = { ...row.receipts, [receipt]: { date: payment.date, amount: payment.amount, payment: id } };
        }),
  });
  if (made.id === madeThere) await note(context, job, 'payment', `${amount} of ${payment.date} is paid in ${ledger.name} already; nothing was recorded.`, 'warn');
  else await note(context, job, 'payment', `Payment of ${amount} recorded in ${ledger.name}.`, 'ok');
}

/** Records what the host received for a document in the ledger, each receipt once. Returns how many were open. Throws Blocked where it is for the user to say. */
export async function recordPayments(context: SyncContext, session: Session, job: JobRow, link: LinkRow): Promise<number> {
  const { connection } = session;
  const { payments } = session.ledger;
  if (!payments || !isPayable(link, connection.ledger.company)) return 0;
  const open = openReceipts(link);
  const account = open.length > 0 ? await accountFor(context, session, payments, link.document) : null;
  for (const [receipt, { date, amount }] of open) {
    const current = (await context.database.links.get(link.key)) ?? link;
    // What was recorded a moment ago is not in what the ledger told of payments before.
    const recorded = sum(open.flatMap(([id]) => { const row = current.receipts?.[id]; return row?.payment !== undefined && row.payment !== madeThere ? [row.amount] : []; }));
    const left: LinkRow = current.payment ? { ...current, payment: { ...current.payment, open: minus(current.payment.open, recorded) } } : current;
    const payment: LedgerPayment = { kind: link.document.kind, document: link.ledgerId, contact: link.ledgerContact, currency: link.currency, amount: absolute(amount), date, reference: `R${receipt}`.slice(0, 20), account };
    await recordOne(context, session, job, left, receipt, payment, payments);
  }
  return open.length;
}

import { browser } from 'wxt/browser';
import { pagesAt } from '../hosts/pages';
import { recognise } from '../hosts/page';
import type { Outcome } from '../messages';
import type { DocumentRef } from '../model/document';
import type { ConnectionRow, JobRow } from '../storage/rows';
import { connect, disconnect } from '../sync/connect';
import { bringJobKey, documentKey, jobKey, type SyncContext } from '../sync/context';
import { applyFix, findFix, type FixEffect } from '../sync/fixes';
import { documentLog, pageView } from '../sync/page-view';
import type { Queue } from '../sync/queue';
import { resumeHeld } from '../sync/resume-held';
import { pullHostReference, pullReference } from '../sync/reference-data';
import { sendContact } from '../sync/send-contacts';
import { openSession, secretNames } from '../sync/session';
import { applySettings, exportSettings, previewImport, saveConnection } from '../sync/settings-file';
import { synchronize } from '../sync/synchronize';
import { whyNotSeen } from '../sync/seen-by';
import { checkKnown, checkNew, checkUpHandlers } from './check-up-handlers';
import { documentHandlers } from './document-handlers';
import { reconcileScripts } from './hosts-access';
import { keepAwake } from './keep-awake';
import { logHandlers } from './log-handlers';
import { mappingHandlers } from './mapping-handlers';
import { personHandlers } from './person-handlers';
import type { Handlers, Sender } from './router';
import { signInWindow } from './sign-in-window';
import { sentenceOf } from './storage';
import { storageHandlers } from './storage-handlers';

const done = { ok: true } as const;
const refused = (error: unknown): { ok: false; message: string } => ({ ok: false, message: sentenceOf(error) });
const attempt = async (work: () => Promise<unknown>): Promise<Outcome> => work().then(() => done, refused);

/** What every message does. Thin: it finds the row, calls sync, and says how it went. */
export function createHandlers(context: SyncContext, queue: Queue): Handlers {
  const { database } = context;

  const connectionOf = async (id: string): Promise<ConnectionRow> => {
    const row = await database.connections.get(id);
    if (!row) throw new Error('There is no such connection any more.');
    return row;
  };

  /** Not only hidden from those who are not named: refused. */
  const asUser = (row: ConnectionRow): ConnectionRow => {
    const why = whyNotSeen(row);
    if (why) throw new Error(why);
    return row;
  };

  /** A page may only speak of the document on itself, and of connections of its own site. */
  const pageConnection = async (id: string, document: DocumentRef, sender: Sender): Promise<ConnectionRow> => {
    const row = await connectionOf(id);
    if (sender.origin === '') return row;
    const shown = recognise(pagesAt(new URL(sender.url).hostname), sender.url);
    if (row.host.site !== sender.origin || shown?.kind !== document.kind || shown.id !== document.id) throw new Error('This page does not show that document.');
    return asUser(row);
  };

  const openTab = (url: string) => browser.tabs.create({ url });

  async function openDocument(connection: ConnectionRow, document: DocumentRef, what: 'host' | 'ledger'): Promise<void> {
    if (what === 'host') return void (await openTab(context.hostOf(connection.host.system).documentUrl(connection.host, document)));
    const link = await database.links.get(documentKey(connection.id, document));
    const session = await openSession(context, connection);
    // What is still to be brought is named by the ledger's own id.
    const isBrought = !link && (await database.jobs.get(jobKey(connection.id, document, 'bring'))) !== undefined;
    const url = isBrought ? session.ledger.documentPage({ ...document, contact: '' }) : !link ? session.ledger.startPage() : session.ledger.documentPage({ kind: document.kind, id: link.ledgerId, contact: link.ledgerContact, ...(link.ledgerUrl ? { url: link.ledgerUrl } : {}) });
    await openTab(url);
  }

  async function follow(fixed: FixEffect, connection: ConnectionRow, job: JobRow): Promise<void> {
    if (fixed.effect === 'run') await queue.request(connection, job.document, job.action, 0);
    if (fixed.effect === 'settle') {
      await database.jobs.update(job.id, { state: 'done', problems: [], nextAt: 0, updatedAt: context.now() });
      context.changed(connection.id, job.document);
    }
    if (fixed.effect === 'refresh') {
      await pullReference(context, await openSession(context, connection));
      await queue.request(connection, job.document, job.action, 0);
    }
    if (fixed.effect === 'open') {
      if (typeof fixed.what === 'object') await openTab(browser.runtime.getURL(`/options.html${fixed.what.options}` as never));
      else await openDocument(connection, job.document, fixed.what);
    }
  }

  async function fix(job: JobRow | undefined, connection: ConnectionRow, problem: string, fixId: string, choice?: string): Promise<void> {
    const found = job && findFix(job, problem, fixId);
    if (!job || !found) throw new Error('That is no longer open; look again.');
    await follow(await applyFix(context, job, found.fix, choice), connection, job);
    if (found.fix.action.type === 'map') await resumeHeld(context, queue, connection.id);
  }

  const jobOf = async (id: string): Promise<{ job: JobRow; connection: ConnectionRow }> => {
    const job = await database.jobs.get(id);
    if (!job) throw new Error('There is no such job any more.');
    return { job, connection: await connectionOf(job.connection) };
  };

  return {
    pageView: async ({ document }, sender) => pageView(context, sender.origin, document),
    send: async ({ connection, document }, sender) => pageConnection(connection, document, sender).then(async (row) => ({ ok: true as const, job: await queue.request(row, document, 'send', 0) }), refused),
    fetch: async ({ connection, document }, sender) => pageConnection(connection, document, sender).then(async (row) => ({ ok: true as const, job: await queue.request(row, document, 'fetch', 0) }), refused),
    openInLedger: ({ connection, document }, sender) => attempt(async () => openDocument(await pageConnection(connection, document, sender), document, 'ledger')),
    documentLog: async ({ connection, document }, sender) => documentLog(context, (await pageConnection(connection, document, sender)).id, document),
    fix: ({ connection, document, problem, fix: fixId, choice }, sender) =>
      attempt(async () => {
        const row = await pageConnection(connection, document, sender);
        const link = await database.links.get(documentKey(row.id, document));
        const jobs = await database.jobs.bulkGet([...(['send', 'fetch'] as const).map((action) => jobKey(row.id, document, action)), ...(link ? [bringJobKey(link)] : [])]);
        await fix(jobs.find((job) => job && findFix(job, problem, fixId)), row, problem, fixId, choice);
      }),
    anchorMissing: async ({ selectors, found }, sender) => {
      await database.connections.filter((row) => row.host.site === sender.origin).modify((row) => void (row.anchorMissing = found ? null : selectors));
    },

    connect: (request) => keepAwake(connect(context, request, signInWindow())).then(async (answer) => {
      await reconcileScripts(context);
      queue.work();
      checkNew(context, request.connection, answer);
      return answer;
    }),
    disconnect: ({ connection }) => attempt(async () => { await disconnect(context, connection); await reconcileScripts(context); }),
    forget: ({ connection }) => attempt(() => forget(context, connection)),
    previewImport: ({ text }) => previewImport(context, text),
    applyImport: ({ text }) =>
      attempt(async () => {
        await applySettings(context, text);
        for (const id of await database.connections.toCollection().primaryKeys()) await resumeHeld(context, queue, id);
      }),
    exportSettings: () => exportSettings(context),
    saveConnection: ({ connection }) => attempt(() => saveConnection(context, connection)),
    refreshReference: ({ connection }) =>
      attempt(async () => {
        const session = await openSession(context, await connectionOf(connection));
        await keepAwake(pullReference(context, session).then(() => pullHostReference(context, session)).then(() => checkKnown(context, connection)));
      }),
    synchronize: async ({ connection }) => {
      const row = await connectionOf(connection);
      if (row.state !== 'connected') return { ok: false, message: 'Connect it first.' };
      if (row.run?.paused) {
        await database.connections.update(connection, { run: { ...row.run, paused: false } });
        queue.work();
        return done;
      }
      void keepAwake(synchronize(context, connection, queue)).catch(() => undefined);
      return done;
    },
    pause: ({ connection }) => attempt(async () => {
      const row = await connectionOf(connection);
      if (row.run) await database.connections.update(connection, { run: { ...row.run, paused: true } });
    }),
    retry: ({ job }) => attempt(async () => { const found = await jobOf(job); await queue.request(found.connection, found.job.document, found.job.action, 0, (row) => ({ ...row, company: found.connection.ledger.company })); }),
    dismiss: ({ job }) => attempt(async () => {
      const found = await jobOf(job);
      await database.jobs.update(job, { dismissed: true });
      context.changed(found.connection.id, found.job.document);
    }),
    fixJob: ({ job, problem, fix: fixId, choice }) => attempt(async () => { const found = await jobOf(job); await fix(found.job, found.connection, problem, fixId, choice); }),
    ...documentHandlers(context, queue, connectionOf),
    sendContact: ({ connection, contact, role }) => attempt(async () => keepAwake(sendContact(context, await openSession(context, asUser(await connectionOf(connection))), { id: contact, name: '' }, role))),
    ...mappingHandlers(context, queue),
    ...personHandlers(context),
    ...checkUpHandlers(context),
    ...storageHandlers(context, queue),
    ...logHandlers(context, queue, follow),
  };
}

/** Removes a connection with everything kept for it here. Nothing changes in the host or the ledger. */
async function forget(context: SyncContext, id: string): Promise<void> {
  const { database } = context;
  const row = await database.connections.get(id);
  if (row?.locked) throw new Error('Your company\'s policy sets this connection; it cannot be removed here.');
  await context.vault.remove(Object.values(secretNames(id)));
  await database.transaction('rw', database.tables, async () => {
    for (const table of [database.jobs, database.intents, database.links, database.mappings, database.evidence, database.reference, database.hostReference, database.periods, database.terms, database.documents, database.journal, database.quarantine]) {
      await (table as typeof database.jobs).where('connection').equals(id).delete();
    }
    await database.connections.delete(id);
  });
  context.changed(id, null);
  await reconcileScripts(context);
}

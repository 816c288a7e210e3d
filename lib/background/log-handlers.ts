import { browser } from 'wxt/browser';
import type { ConnectionRow, JobRow } from '../storage/rows';
import type { SyncContext } from '../sync/context';
import type { FixEffect } from '../sync/fixes';
import { dismissJobs, fixJobs, retryJobs } from '../sync/many-jobs';
import type { Queue } from '../sync/queue';
import { supportBundle } from '../sync/support-bundle';
import { keepAwake } from './keep-awake';
import type { Handlers } from './router';
import { sentenceOf } from './storage';

type LogHandlers = Pick<Handlers, 'retryJobs' | 'dismissJobs' | 'fixJobs' | 'supportBundle'>;

/** What the Log and Requests pages ask for. `open` does what a fix opens, for one of the jobs it was pressed for. */
export function logHandlers(context: SyncContext, queue: Queue, open: (effect: FixEffect, connection: ConnectionRow, job: JobRow) => Promise<void>): LogHandlers {
  const told = <T extends object>(work: () => Promise<T>) => keepAwake(work()).then((answer) => ({ ok: true, ...answer }) as const, (error: unknown) => ({ ok: false, message: sentenceOf(error) }) as const);
  return {
    retryJobs: ({ jobs }) => told(async () => ({ jobs: await retryJobs(context, queue, jobs) })),
    dismissJobs: ({ jobs, dismissed }) => told(async () => ({ jobs: await dismissJobs(context, jobs, dismissed) })),
    fixJobs: ({ jobs, problem, fix, choice }) => told(async () => {
      const { count, first } = await fixJobs(context, queue, jobs, { problem, fix, choice });
      if (first.effect.effect === 'open') await open(first.effect, first.connection, first.job);
      return { jobs: count };
    }),
    supportBundle: () => told(async () => ({ text: await supportBundle(context, { version: browser.runtime.getManifest().version, browser: navigator.userAgent }) })),
  };
}

import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RunProgress } from '../../../components/options/sync/RunProgress';
import { QueriesProvider } from '../../../components/shared/queries';
import type { ConnectionRow, JobRow } from '../../../lib/storage/rows';
import type { Queries } from '../../../lib/sync/queries';
import { settle } from './fixtures';

const run = { startedAt: 1000, phase: 'sending', total: 10, paused: false } as const;
const pending = [{ state: 'queued', wait: null }, { state: 'sending', wait: null }] as JobRow[];
const open = [{ connection: 'acme', updatedAt: 2000 }, { connection: 'acme', updatedAt: 900 }, { connection: 'other', updatedAt: 2000 }] as JobRow[];

let root: HTMLElement;
const draw = async (of: Partial<ConnectionRow>) => {
  const give = <T,>(value: T) => ({ subscribe: (observer: { next(value: T): void }) => (observer.next(value), { unsubscribe: () => undefined }) });
  const queries = { pendingJobs: () => give(pending), openErrors: () => give(open) } as unknown as Queries;
  render(<QueriesProvider value={queries}><RunProgress connection={{ id: 'acme', ...of } as ConnectionRow} /></QueriesProvider>, root);
  await settle();
};
const bar = () => root.querySelector('[role="progressbar"]');

beforeEach(() => {
  vi.stubGlobal('reportError', (error: unknown) => { throw error; });
  document.body.replaceChildren((root = document.createElement('div')));
});

describe('feature 41: the progress of a run', () => {
  it('is a bar that says in words what it shows, with what needs somebody since the run began', async () => {
    await draw({ run });
    expect(['aria-label', 'aria-valuenow', 'aria-valuemin', 'aria-valuemax', 'aria-valuetext'].map((name) => bar()?.getAttribute(name))).toEqual(['Synchronizing documents', '8', '0', '10', '7 of 10 done, 2 left, 1 needs attention']);
    expect([...(bar()?.children ?? [])].map((part) => [part.className, (part as HTMLElement).style.width])).toEqual([['meter-fill', '70%'], ['meter-fill bad', '10%']]);
    expect(root.querySelector('a')?.getAttribute('href')).toBe('#/log');
  });

  it('has no value while its end is not known', async () => {
    await draw({ run: { ...run, phase: 'listing', total: 0 } });
    expect([bar()?.hasAttribute('aria-valuenow'), bar()?.getAttribute('aria-valuetext')]).toEqual([false, 'Reading the list of documents']);
  });

  it('is no bar when nothing runs, but what became of the last run', async () => {
    await draw({});
    expect(root.textContent).toBe('');
    await draw({ lastRun: { startedAt: 0, endedAt: Date.now(), total: 3, attention: 1 } });
    expect(bar()).toBeNull();
    expect(root.textContent).toMatch(/^Last synchronized .*: 2 of 3 documents done, 1 needs attention\. See what needs you$/);
    await draw({ lastRun: { startedAt: 0, endedAt: Date.now(), total: 0, attention: 0, message: 'The site did not answer.' } });
    expect(root.querySelector('.error-text')?.textContent).toMatch(/The site did not answer\.$/);
  });
});

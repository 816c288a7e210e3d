import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { againPauses, busyPause, Watcher } from '../../../components/quick-actions/watcher';
import { toolbar, view } from './fixtures';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const make = (ask: () => Promise<ReturnType<typeof view> | undefined>, judge: () => 'again' | 'gone' = () => 'again') => {
  const onView = vi.fn();
  const onGone = vi.fn();
  return { onView, onGone, watcher: new Watcher({ ask, onView, onGone, judge }) };
};

describe('Watcher', () => {
  it('asks every half second while work is going on, then rests', async () => {
    const ask = vi.fn(async () => view(toolbar({ busy: ask.mock.calls.length < 3 })));
    const { watcher } = make(ask);
    watcher.refresh();
    await vi.advanceTimersByTimeAsync(busyPause * 10);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('takes a lost question for a question to repeat', async () => {
    const ask = vi.fn().mockRejectedValueOnce(new Error('Receiving end does not exist')).mockResolvedValueOnce(undefined).mockResolvedValue(view(toolbar()));
    const { watcher, onView, onGone } = make(ask);
    watcher.refresh();
    await vi.advanceTimersByTimeAsync(againPauses[0] + againPauses[1] + 10);
    expect(onView).toHaveBeenCalledTimes(1);
    expect(onGone).not.toHaveBeenCalled();
  });

  it('stops for good when the extension is gone', async () => {
    const ask = vi.fn().mockRejectedValue(new Error('Extension context invalidated.'));
    const { watcher, onGone } = make(ask, () => 'gone');
    watcher.refresh();
    await vi.advanceTimersByTimeAsync(60_000);
    watcher.refresh();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  it('never asks twice at once, and asks again after when told meanwhile', async () => {
    let answer: (value: ReturnType<typeof view>) => void = () => undefined;
    const ask = vi.fn(() => new Promise<ReturnType<typeof view>>((resolve) => (answer = resolve)));
    const { watcher } = make(ask);
    watcher.refresh();
    watcher.refresh();
    watcher.refresh();
    expect(ask).toHaveBeenCalledTimes(1);
    answer(view(toolbar()));
    await vi.advanceTimersByTimeAsync(0);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('says nothing after it was stopped', async () => {
    const { watcher, onView } = make(async () => view(toolbar()));
    watcher.refresh();
    watcher.stop();
    await vi.advanceTimersByTimeAsync(10);
    expect(onView).not.toHaveBeenCalled();
  });
});

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ToolbarView } from '../../lib/model/view';
import type { RegionName } from './actions';

/** The region that can no longer be shown is closed; the one the user waits for opens. Pure. */
export function nextRegion(open: RegionName | null, waitingFor: 'send' | 'fetch' | null, toolbar: ToolbarView): RegionName | null {
  if (waitingFor === 'send' && toolbar.word === 'Needs attention' && toolbar.problems.length > 0) return 'problems';
  if (waitingFor !== null && !toolbar.busy && open === null && toolbar.differences.some((row) => row.differs)) return 'differences';
  if (open === 'problems' && toolbar.problems.length === 0) return null;
  if (open === 'differences' && toolbar.differences.length === 0) return null;
  return open;
}

/**
 * Which region is open. After a press on Send the problems open by themselves, once, when the state becomes
 * Needs attention: on someone else's page nothing opens that the user did not ask for.
 */
export function useRegion(toolbar: ToolbarView) {
  const [open, setOpen] = useState<RegionName | null>(null);
  const waiting = useRef<{ for: 'send' | 'fetch'; text: string; sawBusy: boolean } | null>(null);

  useEffect(() => {
    const next = nextRegion(open, waiting.current?.for ?? null, toolbar);
    const wait = waiting.current;
    if (wait) {
      wait.sawBusy ||= toolbar.busy;
      // An answer to a question from before the press says the old state, and settles nothing.
      const settled = !toolbar.busy && (wait.sawBusy || toolbar.text !== wait.text);
      if (settled || (next !== null && next !== open)) waiting.current = null;
    }
    if (next !== open) setOpen(next);
  }, [toolbar]);

  return {
    open,
    toggle: (name: RegionName) => setOpen((now) => (now === name ? null : name)),
    close: () => setOpen(null),
    /** The user pressed: what comes of it may open a region. */
    pressed: (what: 'send' | 'fetch') => {
      waiting.current = { for: what, text: toolbar.text, sawBusy: false };
    },
    /** Nothing came of it. */
    refused: () => {
      waiting.current = null;
    },
  };
}

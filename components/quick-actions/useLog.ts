import { useEffect, useState } from 'preact/hooks';
import type { LogLine, ToolbarView } from '../../lib/model/view';

/** The journal of the document while its region is open; read again when the state changes. */
export function useLog(open: boolean, toolbar: ToolbarView, read: () => Promise<LogLine[]>): LogLine[] | null {
  const [lines, setLines] = useState<LogLine[] | null>(null);
  useEffect(() => {
    if (!open) return;
    let current = true;
    read().then(
      (next) => current && setLines(next),
      () => current && setLines((before) => before ?? []),
    );
    return () => {
      current = false;
    };
  }, [open, toolbar.text, toolbar.busy]);
  return lines;
}

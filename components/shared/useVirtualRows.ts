import { defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect, Virtualizer, type Range, type VirtualItem } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

/** What is drawn beyond the edges, so that a row is there before it is scrolled to or tabbed to. */
const overscan = 8;
/** The height to go by where nothing is laid out yet. */
const unmeasured = 640;

interface VirtualRowsOptions {
  count: number;
  /** Height of a usual row in pixels, to go by until it is drawn. */
  height: number;
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>;
}

export interface VirtualRows {
  items: VirtualItem[];
  /** Height of all rows together, drawn or not, in pixels. */
  total: number;
  /** Of the row that has the focus, drawn wherever it was scrolled to; null for none. */
  onFocus: (index: number | null) => void;
}

/** The rows that are in sight, with some before and after. Rows are measured where they carry `data-index`; what follows one without is its own. */
export function useVirtualRows({ count, height, scroller }: VirtualRowsOptions): VirtualRows {
  const [, redraw] = useReducer<number, void>((drawn) => drawn + 1, 0);
  const focused = useRef<number | null>(null);
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(optionsOf()));

  function optionsOf() {
    return {
      count,
      overscan,
      estimateSize: () => height,
      getScrollElement: () => scroller.current,
      initialRect: { width: 0, height: unmeasured },
      scrollToFn: elementScroll,
      observeElementOffset,
      observeElementRect: (instance: Virtualizer<HTMLElement, HTMLElement>, tell: (rect: { width: number; height: number }) => void) =>
        observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { ...rect, height: unmeasured })),
      onChange: () => redraw(),
      rangeExtractor: (range: Range) => withFocused(defaultRangeExtractor(range), focused.current, range.count),
    };
  }
  virtualizer.setOptions(optionsOf());
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    for (const [index, size] of heightsOf(scroller.current)) if (size > 0) virtualizer.resizeItem(index, size);
  });
  return { items: virtualizer.getVirtualItems(), total: virtualizer.getTotalSize(), onFocus: (index) => void (focused.current = index) };
}

/** A row that has the focus stays, or the keyboard would start anew at the top. Pure. */
function withFocused(indexes: number[], focused: number | null, count: number): number[] {
  if (focused === null || focused >= count || indexes.includes(focused)) return indexes;
  return [...indexes, focused].sort((a, b) => a - b);
}

function heightsOf(scroller: HTMLElement | null): Map<number, number> {
  const heights = new Map<number, number>();
  let index: number | null = null;
  for (const row of scroller?.querySelectorAll<HTMLElement>('tbody > tr') ?? []) {
    if (row.dataset['index'] !== undefined) index = Number(row.dataset['index']);
    else if (row.dataset['space'] !== undefined) index = null;
    if (index !== null) heights.set(index, (heights.get(index) ?? 0) + row.offsetHeight);
  }
  return heights;
}

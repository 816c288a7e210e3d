import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/Button';

interface RegionProps {
  id: string;
  /** Its accessible name: Problems, Log or Differences. */
  name: string;
  title: string;
  /** The document it is about. */
  about: string | null;
  /** The toolbar it hangs below. */
  anchor: () => Element | null;
  onClose: () => void;
  children: ComponentChildren;
}

const gap = 6;
const margin = 8;

/** Where a panel goes: below the bar, or above it where there is more room. Pure. */
export function panelPlace(bar: { left: number; top: number; bottom: number; width: number }, panel: { width: number; height: number }, view: { width: number; height: number }) {
  const below = view.height - bar.bottom - gap - margin;
  const above = bar.top - gap - margin;
  const up = panel.height > below && above > below;
  const left = Math.max(margin, Math.min(bar.left, view.width - panel.width - margin));
  const room = Math.max(160, up ? above : below);
  return { left, top: up ? Math.max(margin, bar.top - gap - Math.min(panel.height, room)) : bar.bottom + gap, room };
}

/**
 * A panel below the bar, in the browser's top layer: the page is not shifted, and no ancestor's `overflow` or
 * stacking order can cut or cover it.
 */
export function Region({ id, name, title, about, anchor, onClose, children }: RegionProps) {
  const panel = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    const abort = new AbortController();
    element.showPopover?.();
    const place = () => {
      const bar = anchor()?.getBoundingClientRect();
      if (!bar) return;
      element.style.maxHeight = 'none';
      const spot = panelPlace(bar, { width: element.offsetWidth, height: element.offsetHeight }, { width: innerWidth, height: innerHeight });
      element.style.maxHeight = `${spot.room}px`;
      element.style.left = `${spot.left}px`;
      element.style.top = `${spot.top}px`;
    };
    place();
    const sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(place);
    sizes?.observe(element);
    addEventListener('scroll', place, { capture: true, passive: true, signal: abort.signal });
    addEventListener('resize', place, { signal: abort.signal });
    return () => {
      abort.abort();
      sizes?.disconnect();
    };
  }, []);

  return (
    <section ref={panel} id={id} class="panel" role="region" aria-label={name} popover="manual">
      <header>
        <h2>{title}</h2>
        {about && <span class="soft number">{about}</span>}
        <Button quiet small onClick={onClose}>
          Close
        </Button>
      </header>
      <div class="panel-body">{children}</div>
    </section>
  );
}

import type { HostPages } from '../../lib/hosts/page';

export type Anchor = HostPages['anchors'][number];
export type Placing = 'gone' | 'waiting' | 'anchored' | 'floating';

/** How long a page may take to show its anchor before the bar floats. */
export const patience = 3000;
/** More moves than this in a short time: the page puts it out each time; then it floats instead of fighting. */
const mostMoves = 60;
const movesWithin = 4000;

/** The first anchor of the page that is there, best first. */
export function findAnchor(anchors: readonly Anchor[], root: ParentNode): { element: Element; place: Anchor['place'] } | null {
  for (const { selector, place } of anchors) {
    const element = query(root, selector);
    if (element) return { element, place };
  }
  return null;
}

/** Selectors can come from the settings: a wrong one finds nothing. */
function query(root: ParentNode, selector: string): Element | null {
  try {
    return root.querySelector(selector);
  } catch {
    return null;
  }
}

/** Is the bar where the anchor wants it? Not to the neighbour: others may insert beside an anchor too. */
export function isPlaced(bar: Element, anchor: Element, place: Anchor['place']): boolean {
  if (place === 'append') return bar.parentNode === anchor;
  const wanted = place === 'after' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  return bar.parentNode === anchor.parentNode && (anchor.compareDocumentPosition(bar) & wanted) !== 0;
}

function put(bar: Element, anchor: Element, place: Anchor['place']): void {
  if (place === 'append') anchor.append(bar);
  else if (place === 'after') anchor.after(bar);
  else anchor.before(bar);
}

/**
 * Keeps one bar where it belongs, whatever the page does to its surroundings. `ensure` may be called at any time,
 * any number of times; it compares what is with what should be and moves only what differs.
 */
export class Keeper {
  #since: number | null = null;
  #moves: number[] = [];
  #gaveUp = false;

  constructor(
    readonly bar: HTMLElement,
    readonly anchors: readonly Anchor[],
    readonly page: Document,
    readonly now: () => number = Date.now,
  ) {}

  /** A new document is shown: its page gets the whole patience again. */
  restart(): void {
    this.#since = null;
    this.#moves = [];
    this.#gaveUp = false;
  }

  /** Milliseconds of patience left. */
  get remaining(): number {
    return Math.max(0, (this.#since ?? this.now()) + patience - this.now());
  }

  ensure(wanted: boolean): Placing {
    this.#since ??= this.now();
    if (!wanted) {
      this.bar.remove();
      return 'gone';
    }
    const anchor = this.#gaveUp ? null : findAnchor(this.anchors, this.page);
    if (anchor) {
      if (!isPlaced(this.bar, anchor.element, anchor.place)) {
        put(this.bar, anchor.element, anchor.place);
        this.#countMove();
      }
      this.#mark(anchor.place);
      // An anchor that goes away is mostly being redrawn: its page gets the patience again.
      this.#since = null;
      return 'anchored';
    }
    if (this.remaining > 0 && !this.#gaveUp) return 'waiting';
    const floor = this.page.body ?? this.page.documentElement;
    if (this.bar.parentNode !== floor) floor.append(this.bar);
    this.#mark('float');
    return 'floating';
  }

  #mark(place: string): void {
    if (this.bar.dataset['place'] !== place) this.bar.dataset['place'] = place;
  }

  #countMove(): void {
    const now = this.now();
    this.#moves = [...this.#moves.filter((at) => now - at < movesWithin), now];
    if (this.#moves.length > mostMoves) this.#gaveUp = true;
  }
}

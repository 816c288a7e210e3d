/** Is what the user pressed really what they saw? Against overlays and transparent bars (threat 3). */

/** What is measured of an element and its composed ancestors, so that the rule below needs no browser. */
export interface Sight {
  width: number;
  height: number;
  /** Of the element and every composed ancestor. */
  layers: readonly { opacity: number; visible: boolean; filter: string }[];
  /** Is what lies on top at the point ours? */
  onTop: boolean;
}

/** Smaller than this nobody aims at it. */
const smallest = 8;
/** A page may dim what lies behind its dialog; fainter than this is hiding. */
const faintest = 0.5;

/** The rule. */
export function isVisible({ width, height, layers, onTop }: Sight): boolean {
  const opacity = layers.reduce((product, layer) => product * layer.opacity, 1);
  return width >= smallest && height >= smallest && opacity >= faintest && layers.every((layer) => layer.visible && !layer.filter.includes('opacity(')) && onTop;
}

/** The element and everything around it, through shadow roots, up to the document's. */
export function composedAncestors(element: Element): Element[] {
  const chain: Element[] = [];
  for (let next: Element | null = element; next; next = parentOf(next)) chain.push(next);
  return chain;
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** What lies on top at a point, looked for inside open shadow roots too. */
export function topmostAt(x: number, y: number, start: DocumentOrShadowRoot): Element | null {
  let found = start.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** Measures an element at the point of a press; a press by key has no point, then its middle counts. */
export function lookAt(element: Element, point: { x: number; y: number } | null): Sight {
  const box = element.getBoundingClientRect();
  const { x, y } = point ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const top = topmostAt(x, y, element.ownerDocument);
  return {
    width: box.width,
    height: box.height,
    layers: composedAncestors(element).map((layer) => {
      const style = getComputedStyle(layer);
      return { opacity: Number(style.opacity || '1'), visible: style.visibility !== 'hidden' && style.display !== 'none', filter: style.filter };
    }),
    onTop: top !== null && element.contains(top),
  };
}

export type Verdict = 'act' | 'forged' | 'covered';

/** May a press act? Only when the user made it, on something they could see. */
export function judge(event: Event): Verdict {
  if (!event.isTrusted) return 'forged';
  const target = event.currentTarget ?? event.target;
  if (!(target instanceof Element)) return 'forged';
  const mouse = event instanceof MouseEvent && event.detail > 0 ? { x: event.clientX, y: event.clientY } : null;
  // A press by key can be on something scrolled out of sight; bring it into view, then look.
  if (!mouse) target.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  return isVisible(lookAt(target, mouse)) ? 'act' : 'covered';
}

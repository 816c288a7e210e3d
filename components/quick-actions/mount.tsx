import { render } from 'preact';
import type { PageView } from '../../lib/model/view';
import controls from '../shared/controls.css?inline';
import tokens from '../shared/tokens.css?inline';
import type { Actions } from './actions';
import bar from './bar.css?inline';
import { Bar } from './Bar';
import { Gone } from './Gone';
import { isolateEvents } from './isolate';
import { schemeAround } from './scheme';

export const barTag = 'ledgerbar-quick-actions';

/** The element that holds the bar: an open shadow root of its own, with its own styles and nothing of the page's. */
export class BarElement {
  readonly element: HTMLElement;
  readonly #root: HTMLDivElement;

  constructor(page: Document, signal: AbortSignal) {
    this.element = page.createElement(barTag);
    const shadow = this.element.attachShadow({ mode: 'open' });
    const style = page.createElement('style');
    style.textContent = `${tokens}\n${controls}\n${bar}`;
    this.#root = page.createElement('div');
    this.#root.className = 'lb-root';
    shadow.append(style, this.#root);
    isolateEvents(this.element, signal);
  }

  /** Follows the page around it, which may change its theme at any time. */
  matchScheme(): void {
    const around = this.element.parentElement;
    if (!around) return;
    this.#root.style.colorScheme = schemeAround(around);
  }

  show(view: PageView, actions: Actions): void {
    render(<Bar view={view} actions={actions} />, this.#root);
  }

  showGone(onReload: (event: Event) => void): void {
    render(<Gone onReload={onReload} />, this.#root);
  }

  clear(): void {
    render(null, this.#root);
    this.element.remove();
  }
}

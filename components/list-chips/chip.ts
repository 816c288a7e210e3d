import type { ListChip } from '../../lib/model/view';
import css from './chips.css?inline';

export const chipTag = 'ledgerbar-chips';

/** The chips behind one link, in an open shadow root of their own. Nothing in them can be pressed: a press is the row's. */
export class Chips {
  readonly element: HTMLElement;
  readonly #chips: HTMLElement;
  #shown = '';

  constructor(private readonly page: Document) {
    this.element = page.createElement(chipTag);
    this.#chips = this.#make('span', 'chips');
    const style = page.createElement('style');
    style.textContent = css;
    this.element.attachShadow({ mode: 'open' }).append(style, this.#chips);
  }

  show(chips: readonly ListChip[]): void {
    const said = JSON.stringify(chips);
    if (said === this.#shown) return;
    this.#shown = said;
    this.#chips.replaceChildren(...chips.map((chip) => this.#chip(chip)));
  }

  matchScheme(scheme: string): void {
    if (this.#chips.style.colorScheme !== scheme) this.#chips.style.colorScheme = scheme;
  }

  #chip({ ledger, short, word, tone }: ListChip): HTMLElement {
    const chip = this.#make('span', `chip ${tone}`);
    chip.title = `${ledger}: ${word}`;
    // The word alone would not say of what.
    const words = short ? [this.#make('span', '', `${short}: ${word}`)] : [this.#make('span', 'unseen', `${ledger}: `), this.#make('span', '', word)];
    chip.append(this.#make('i', ''), ...words);
    return chip;
  }

  #make(name: string, className: string, text = ''): HTMLElement {
    const element = this.page.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
}

import type { HostPages } from '../../lib/hosts/page';
import type { DocumentRef } from '../../lib/model/document';
import type { ListChip, ListState } from '../../lib/model/view';
import { judgeFailure } from '../quick-actions/alive';
import { schemeAround } from '../quick-actions/scheme';
import { Chips, chipTag } from './chip';
import { documentLinks, keyOf, type DocumentLink } from './links';

export interface ListOptions {
  page: Document;
  pages: HostPages;
  /** The page's address now; read again each time, since apps change it without loading. */
  address: () => string;
  /** Does an address list documents? */
  lists: (address: string) => boolean;
  /** At most `mostAsked` at a time. */
  ask: (documents: DocumentRef[]) => Promise<ListState[] | undefined>;
  isAlive: () => boolean;
}

export const mostAsked = 200;
/** The page is looked at no more often, however much it changes. */
const pause = 150;
/** What is under way is asked about again after so long. */
const busyPause = 2000;
const failurePause = 1000;
/** A page that puts the chips out as often as this, within so many milliseconds, is left alone. */
const mostAgain = 15;
const againWithin = 5000;

/** The chips of one page. `ensure` compares the page with what should be on it; nothing depends on catching a particular event. */
export class ListChipsPage {
  readonly #abort = new AbortController();
  readonly #chips = new Map<HTMLAnchorElement, Chips>();
  /** What is known, by document; an empty list where nothing is to be said. */
  readonly #known = new Map<string, readonly ListChip[]>();
  /** Documents of which what is known is to be asked anew. */
  readonly #stale = new Map<string, DocumentRef>();
  #path = '';
  #again: number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busyTimer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;

  constructor(readonly options: ListOptions) {}

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Puts the page right soon; many calls make one. */
  readonly ensureSoon = (): void => {
    this.#timer ??= setTimeout(this.ensure, pause);
  };

  /** Puts the page right, at once. */
  readonly ensure = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.signal.aborted) return;
    if (!this.options.isAlive()) return this.dispose();
    const links = this.#linksHere();
    this.#removeStrays(new Set(links.map(({ element }) => element)));
    let moved = false;
    for (const link of links) moved = this.#place(link) || moved;
    if (moved) this.#countAgain();
    const first = links[0];
    if (first) {
      const scheme = schemeAround(first.element);
      for (const chips of this.#chips.values()) chips.matchScheme(scheme);
    }
    void this.#ask(links);
  };

  /** A document's state may have changed; all that are shown, where none is named. */
  readonly refresh = (changed?: { kind: string; id: string }): void => {
    for (const { key, document } of this.#linksHere()) if (!changed || key === `${changed.kind}/${changed.id}`) this.#stale.set(key, document);
    if (this.#stale.size > 0) this.ensureSoon();
  };

  dispose(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#busyTimer);
    for (const chips of this.#chips.values()) chips.element.remove();
    this.#chips.clear();
  }

  #linksHere(): DocumentLink[] {
    const address = this.options.address();
    const { origin, pathname } = new URL(address);
    if (pathname !== this.#path) {
      this.#path = pathname;
      this.#again = [];
      this.#known.clear();
    }
    const isLeftAlone = this.#again.length > mostAgain;
    return isLeftAlone || !this.options.lists(address) ? [] : documentLinks(this.options.page, this.options.pages, origin);
  }

  /** Chips of links that are gone, and what a page made of a copy of a row, or an earlier version of the extension left. */
  #removeStrays(links: ReadonlySet<HTMLAnchorElement>): void {
    for (const [link, chips] of this.#chips) {
      if (links.has(link) && link.isConnected) continue;
      chips.element.remove();
      this.#chips.delete(link);
    }
    const own = new Set([...this.#chips.values()].map(({ element }) => element));
    for (const other of this.options.page.querySelectorAll<HTMLElement>(chipTag)) if (!own.has(other)) other.remove();
  }

  /** Says whether chips that were there had to be put back. */
  #place({ element: link, key }: DocumentLink): boolean {
    const said = this.#known.get(key);
    const before = this.#chips.get(link);
    if (!said?.length) {
      // Not known yet, of a row that was another document's: its chips would be wrong.
      before?.element.remove();
      this.#chips.delete(link);
      return false;
    }
    const chips = before ?? new Chips(this.options.page);
    chips.show(said);
    if (chips.element.previousSibling === link) return false;
    this.#chips.set(link, chips);
    link.after(chips.element);
    return before !== undefined;
  }

  #countAgain(): void {
    const now = Date.now();
    this.#again = [...this.#again.filter((at) => now - at < againWithin), now];
  }

  async #ask(links: readonly DocumentLink[]): Promise<void> {
    if (this.#asking) return;
    const wanted = [...new Map(links.filter(({ key }) => !this.#known.has(key) || this.#stale.has(key)).map(({ key, document }) => [key, document])).values()].slice(0, mostAsked);
    if (wanted.length === 0) return this.#askAgainWhileBusy();
    this.#asking = true;
    for (const document of wanted) this.#stale.delete(keyOf(document));
    const states = await this.options.ask(wanted).catch((error: unknown) => (judgeFailure(error, this.options.isAlive()) === 'gone' ? 'gone' : undefined));
    this.#asking = false;
    if (this.signal.aborted) return;
    if (states === 'gone') return this.dispose();
    // Nothing said: the background is not ready yet, or was stopped on the way.
    if (!states) {
      for (const document of wanted) this.#stale.set(keyOf(document), document);
      this.#busyTimer = setTimeout(this.ensureSoon, failurePause);
      return;
    }
    const told = new Map(states.map((state) => [keyOf(state.document), state.chips]));
    for (const document of wanted) this.#known.set(keyOf(document), told.get(keyOf(document)) ?? []);
    this.ensure();
  }

  #askAgainWhileBusy(): void {
    clearTimeout(this.#busyTimer);
    const isBusy = (key: string): boolean => this.#known.get(key)?.some(({ busy }) => busy) ?? false;
    if (![...this.#known.keys()].some(isBusy)) return;
    this.#busyTimer = setTimeout(() => {
      if (this.options.page.visibilityState === 'hidden') return;
      for (const { key, document } of this.#linksHere()) if (isBusy(key)) this.#stale.set(key, document);
      this.ensure();
    }, busyPause);
  }
}

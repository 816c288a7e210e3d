import { recognise, type HostPages } from '../../lib/hosts/page';
import type { DocumentRef } from '../../lib/model/document';
import type { PageView } from '../../lib/model/view';
import type { Actions } from './actions';
import { judgeFailure } from './alive';
import { barTag, BarElement } from './mount';
import { Keeper, type Placing } from './place';
import { Watcher } from './watcher';

export interface PageOptions {
  page: Document;
  pages: HostPages;
  /** The page's address now; read again each time, since apps change it without loading. */
  address: () => string;
  ask: (document: DocumentRef) => Promise<PageView | undefined>;
  actions: Omit<Actions, 'refresh'>;
  isAlive: () => boolean;
  /** Told once a document whether its place on the page was found. */
  onAnchor: (found: boolean) => void;
  onReload: (event: Event) => void;
}

const sameDocument = (a: DocumentRef | null, b: DocumentRef | null): boolean => a?.kind === b?.kind && a?.id === b?.id;

/**
 * The bar of one page. `ensure` compares the page with what should be on it: whenever anything may have changed,
 * it is called again, and nothing depends on catching a particular event.
 */
export class QuickActionsPage {
  readonly #abort = new AbortController();
  readonly #bar: BarElement;
  readonly #keeper: Keeper;
  #document: DocumentRef | null = null;
  #view: PageView | null = null;
  #watcher: Watcher | null = null;
  #told: Placing | null = null;
  #gone = false;
  #frame = 0;
  #patienceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: PageOptions) {
    // What an earlier version of the extension left behind.
    for (const old of options.page.querySelectorAll(barTag)) old.remove();
    this.#bar = new BarElement(options.page, this.#abort.signal);
    this.#keeper = new Keeper(this.#bar.element, options.pages.anchors, options.page);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Puts the page right, at once. */
  readonly ensure = (): void => {
    if (this.#abort.signal.aborted) return;
    if (!this.#gone && !this.options.isAlive()) this.#extensionGone();
    if (this.#gone) return this.#ensureNotice();
    this.#follow(recognise(this.options.pages, this.options.address()));
    const placing = this.#keeper.ensure(this.#wanted());
    clearTimeout(this.#patienceTimer);
    if (placing === 'waiting') this.#patienceTimer = setTimeout(this.ensure, this.#keeper.remaining + 1);
    this.#tellAnchor(placing);
    this.#bar.matchScheme();
  };

  /** Puts the page right before the next frame is drawn; many calls make one. */
  readonly ensureSoon = (): void => {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.ensure();
    });
  };

  /** The state may have changed. */
  readonly refresh = (): void => {
    this.ensure();
    this.#watcher?.refresh();
  };

  dispose(): void {
    this.#abort.abort();
    clearTimeout(this.#patienceTimer);
    cancelAnimationFrame(this.#frame);
    this.#watcher?.stop();
    this.#bar.clear();
  }

  #wanted(): boolean {
    return this.#view !== null && this.#view.toolbars.length > 0;
  }

  #follow(document: DocumentRef | null): void {
    if (sameDocument(document, this.#document)) return;
    this.#document = document;
    this.#view = null;
    this.#told = null;
    this.#keeper.restart();
    this.#watcher?.stop();
    this.#watcher = null;
    if (!document) return;
    this.#watcher = new Watcher({
      ask: () => this.options.ask(document),
      onView: (view) => this.#show(view),
      onGone: () => {
        this.#extensionGone();
        this.ensure();
      },
      judge: (error) => judgeFailure(error, this.options.isAlive()),
    });
    this.#watcher.refresh();
  }

  #show(view: PageView): void {
    this.#view = view;
    this.#bar.show(view, { ...this.options.actions, refresh: this.refresh });
    this.ensure();
  }

  #tellAnchor(placing: Placing): void {
    if (placing === this.#told || (placing !== 'anchored' && placing !== 'floating')) return;
    this.#told = placing;
    this.options.onAnchor(placing === 'anchored');
  }

  #extensionGone(): void {
    this.#gone = true;
    this.#watcher?.stop();
    if (this.#view?.toolbars.length) this.#bar.showGone(this.options.onReload);
    else this.dispose();
  }

  /** The notice stays where the bar was; where a newer bar has taken over, this script has nothing left to do. */
  #ensureNotice(): void {
    const others = [...this.options.page.querySelectorAll(barTag)].some((other) => other !== this.#bar.element);
    if (others) return this.dispose();
    this.#keeper.ensure(true);
    this.#bar.matchScheme();
  }
}

import type { LogLine, PageView } from '../../lib/model/view';
import type { DocumentRef } from '../../lib/model/document';
import type { Outcome } from '../../lib/messages';

/** What the bar can do. The content script binds it to messages; tests and the gallery to fixtures. */
export interface Actions {
  send(document: DocumentRef, connection: string): Promise<Outcome>;
  fetch(document: DocumentRef, connection: string): Promise<Outcome>;
  open(document: DocumentRef, connection: string): Promise<Outcome>;
  log(document: DocumentRef, connection: string): Promise<LogLine[]>;
  fix(document: DocumentRef, connection: string, problem: string, fix: string, choice: string | undefined): Promise<Outcome>;
  /** The state may have changed: look again. */
  refresh(): void;
}

export type RegionName = 'problems' | 'log' | 'differences';

/** One toolbar of the page, with what its parts need around it. */
export interface BarContext {
  view: PageView;
  actions: Actions;
}

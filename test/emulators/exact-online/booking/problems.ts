import { Refusal } from '../refusal';
import type { Scope } from '../state';
import { inLanguage, type Message } from '../texts';

/** Gathers what is wrong with a record: the API names several failures in one text, a line each, under HTTP 500. */
export class Problems {
  private readonly found: Message[] = [];

  constructor(private readonly scope: Scope) {}

  add(message: Message): void {
    if (!this.found.some(([nl]) => nl === message[0])) this.found.push(message);
  }

  /** Throws when anything was added. */
  settle(): void {
    if (this.found.length === 0) return;
    throw new Refusal(500, this.found.map((message) => inLanguage(message, this.scope.user.language)).join('\r\n'));
  }
}

/** One failure, at once. */
export const failed = (scope: Scope, message: Message) => new Refusal(500, inLanguage(message, scope.user.language));

import type { Page } from 'playwright';
import { lose, reach } from './moments';
import type { Blow } from './plan';
import { killBrowser, killWorker, mustHaveKept } from './running';
import type { Scene } from './scene';

/** Deals the blows of a plan, and has the browser and its worker come back as they do for a user. */
export class Killer {
  readonly toll = { workers: 0, browsers: 0 };
  private page: Page | null = null;

  constructor(private readonly scene: Scene) {}

  /** The user does something on a page of the extension: that wakes the worker. */
  private async wake(): Promise<void> {
    this.page ??= await this.scene.browser.options();
    await this.page.getByRole('button', { name: 'Export settings' }).click();
  }

  private async killWorker({ moment, lost, alone }: Extract<Blow, { what: 'worker' }>): Promise<void> {
    const held = await this.reach(moment);
    await killWorker(this.scene.browser);
    this.toll.workers += 1;
    if (lost) held.lose();
    else held.release();
    if (!alone) await this.wake();
  }

  private async killBrowser({ moment }: Extract<Blow, { what: 'browser' }>): Promise<void> {
    const held = await this.reach(moment);
    await killBrowser(this.scene, held.release);
    this.toll.browsers += 1;
    this.page = null;
    await mustHaveKept(this.scene);
  }

  private reach(moment: Extract<Blow, { what: 'browser' }>['moment']) {
    return reach(moment, [this.scene.exact, ...this.scene.sites.map(({ scoro }) => scoro)]);
  }

  async strike(blow: Blow): Promise<void> {
    switch (blow.what) {
      case 'worker':
        return this.killWorker(blow);
      case 'browser':
        return this.killBrowser(blow);
      case 'lost':
        return lose(blow, this.scene.exact);
      case 'torn':
        return this.scene.exact.faults.add({ method: 'POST', url: blow.url, skip: blow.pass, misbehaviour: { do: 'truncate', characters: blow.characters } });
    }
  }
}

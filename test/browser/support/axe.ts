import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect } from 'vitest';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA, a line each; of one element and what is in it where that is named. In the middle of a change of colours nothing could be said of them. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished.catch(() => undefined))));
  const builder = new AxeBuilder({ page: page as never }).withTags(tags);
  const { violations: found, passes } = await (within ? builder.include(within) : builder).analyze();
  expect(passes.length).toBeGreaterThan(3);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary ?? ''}`));
}

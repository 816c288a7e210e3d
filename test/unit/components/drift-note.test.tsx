import { render } from 'preact';
import { expect, it, vi } from 'vitest';
import { DriftNote, driftWords } from '../../../components/popup/DriftNote';

it('feature 50: the popup says how many documents are not what was sent any more, and leads to them', () => {
  const root = document.createElement('div');
  const onSee = vi.fn();
  render(<DriftNote counts={{ changed: 2, deleted: 1 }} onSee={onSee} />, root);
  expect(root.querySelector('span')?.textContent).toBe('2 changed since sent, 1 deleted in the ledger');
  root.querySelector('a')?.click();
  expect(onSee).toHaveBeenCalledTimes(1);
  expect([driftWords({ changed: 1, deleted: 0 }), driftWords({ changed: 0, deleted: 3 })]).toEqual(['1 changed since sent', '3 deleted in the ledger']);
});

it('says nothing where there is nothing to say', () => {
  const root = document.createElement('div');
  render(<DriftNote counts={{ changed: 0, deleted: 0 }} onSee={() => undefined} />, root);
  expect(root.childElementCount).toBe(0);
});

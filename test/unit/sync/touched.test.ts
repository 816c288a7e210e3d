import { expect, it } from 'vitest';
import { isTouched } from '../../../lib/sync/touched';

const row = (modified: string, deleted = false) => ({ modified, deleted });

it('a document is touched when the host\'s mark is another one than when it was last read', () => {
  expect(isTouched({ hostModified: 'a' }, row('b'))).toBe(true);
  expect(isTouched({ hostModified: 'a' }, row('a'))).toBe(false);
  // A later reading counts, whether it was sent then or not.
  expect(isTouched({ hostModified: 'a', readAs: 'b' }, row('b'))).toBe(false);
  expect(isTouched({ hostModified: 'b', readAs: 'a' }, row('b'))).toBe(true);
});

it('what is not known is no change', () => {
  expect(isTouched({}, row('b'))).toBe(false);
  expect(isTouched({ hostModified: 'a' }, row(''))).toBe(false);
  expect(isTouched({ hostModified: 'a' }, row('b', true))).toBe(false);
});

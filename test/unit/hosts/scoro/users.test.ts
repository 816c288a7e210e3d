import { expect, it } from 'vitest';
import { userOf } from '../../../../lib/hosts/scoro/records';
import { userSchema } from '../../../../lib/hosts/scoro/wire';
import { open } from './account';

it('feature 44: the users of a site are those who may sign in now, in one call', async () => {
  const { account, calls } = open();
  expect(await account.users?.()).toEqual([{ id: '1', name: 'ACME Bookkeeper', email: 'bookkeeper@acme.example' }]);
  expect(calls.map(({ purpose }) => purpose)).toEqual(['list the users']);
});

it.each([
  [{ id: 3, email: ' a@b.example ', firstname: 'A', lastname: 'B', status: 'active' }, { id: '3', name: 'A B', email: 'a@b.example' }],
  [{ id: 3, email: 'a@b.example' }, { id: '3', name: 'a@b.example', email: 'a@b.example' }],
  [{ id: 3, email: 'a@b.example', status: 'awaiting' }, null],
  [{ id: 3, email: '', full_name: 'Nobody', status: 'active' }, null],
])('feature 44: of %j becomes %j', (row, user) => {
  expect(userOf(userSchema.parse(row))).toEqual(user);
});

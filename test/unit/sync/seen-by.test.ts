import { describe, expect, it } from 'vitest';
import { connectionsOfSite } from '../../../lib/sync/page-view';
import { seesBar, whyNotSeen } from '../../../lib/sync/seen-by';
import { connection } from './samples';

const of = (users: string[] | undefined, me?: string) => connection({ sync: { ...connection().sync, ...(users && { users }) }, ...(me !== undefined && { me }) });

describe('feature 44: who sees the bar', () => {
  it.each<[string[] | undefined, string | undefined, boolean]>([
    [undefined, undefined, true],
    [[], undefined, true],
    [['a@acme.example'], undefined, false],
    [['a@acme.example'], 'b@acme.example', false],
    [['A@acme.example '], 'a@Acme.example', true],
    [['a@acme.example', 'b@acme.example'], 'b@acme.example', true],
    [['xa@acme.example'], 'a@acme.example', false],
  ])('of %j, %s: %s', (users, me, sees) => {
    const row = of(users, me);
    expect([seesBar(row), whyNotSeen(row) === null, connectionsOfSite([row], 'https://acme.scoro.com').length]).toEqual([sees, sees, sees ? 1 : 0]);
  });

  it('says why not, and where that is changed', () => {
    expect(whyNotSeen(of(['a@acme.example']))).toBe('Only certain users may use "acme". Say who you are on the Sync page of the options first.');
    expect(whyNotSeen(of(['a@acme.example'], 'b@acme.example'))).toBe('b@acme.example is not among those who may use "acme". They are listed on the Sync page of the options.');
  });
});

import { describe, expect, it } from 'vitest';
import type { HostContact, HostProduct } from '../../../../lib/hosts/writing';
import { judgeHostContacts, judgeHostProducts } from '../../../../lib/sync/pull/names';

const contact = (id: string, name: string, email?: string): HostContact => ({ id, name, roles: ['customer'], ...(email ? { email } : {}) });
const product = (id: string, code: string | null, name: string): HostProduct => ({ id, code, name, description: '', price: null, service: true, salesAccount: null, costAccount: null });

describe('contacts', () => {
  it('are the one of that name, however it is written', () => {
    expect(judgeHostContacts({ contact: { name: 'Weaver B.V.' } }, [contact('1', 'weaver bv'), contact('2', 'Weavers')])).toEqual({ is: 'it', it: contact('1', 'weaver bv') });
    expect(judgeHostContacts({ contact: { name: 'Other' } }, [contact('1', 'Weaver')])).toEqual({ is: 'none' });
  });

  it('of several with the name the one with the same address to write to; else nobody knows', () => {
    const two = [contact('1', 'Weaver', 'a@weaver.example'), contact('2', 'Weaver', 'b@weaver.example')];
    expect(judgeHostContacts({ contact: { name: 'Weaver', email: 'B@weaver.example' } }, two)).toEqual({ is: 'it', it: two[1] });
    expect(judgeHostContacts({ contact: { name: 'Weaver' } }, two).is).toBe('several');
    expect(judgeHostContacts({ contact: { name: 'Weaver', email: 'c@weaver.example' } }, two).is).toBe('several');
  });
});

describe('products', () => {
  it('are known by their code, whatever they are called', () => {
    expect(judgeHostProducts({ code: 'P1', name: 'Paper' }, [product('1', 'p1', 'Sheets'), product('2', 'P2', 'Paper')])).toMatchObject({ is: 'it', it: { id: '1' } });
  });

  it('by their name where the other has no code of its own', () => {
    expect(judgeHostProducts({ code: 'P1', name: 'Paper' }, [product('2', 'P2', 'Paper')]).is).toBe('none');
    expect(judgeHostProducts({ code: 'P1', name: 'Paper' }, [product('2', null, 'Paper')])).toMatchObject({ is: 'it', it: { id: '2' } });
    expect(judgeHostProducts({ code: null, name: 'Paper' }, [product('2', 'P2', 'Paper')])).toMatchObject({ is: 'it', it: { id: '2' } });
  });
});

import type { LedgerCompany } from '../ledger';
import type { Client } from './client';
import { fromProduct, toItem } from './convert';
import { text } from './odata';
import { items } from './wire';

/** logistics/Items, known by their code. */
export function itemsOf(client: Client): Pick<LedgerCompany, 'findItems' | 'createItem'> {
  return {
    async findItems({ code }) {
      const trimmed = code?.trim() ?? '';
      if (trimmed === '') return [];
      return (await client.list(items, `Code eq ${text(trimmed)}`, `look for the item ${trimmed}`)).map(toItem);
    },
    createItem: async (product, defaults, role) => {
      const { code } = product;
      if (code === null) throw new Error('Exact Online knows items by their code');
      return toItem(await client.create(items, fromProduct({ ...product, code }, defaults, role), `create the item ${code}`));
    },
  };
}

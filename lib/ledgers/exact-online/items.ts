import type { LedgerCompany } from '../ledger';
import type { Client } from './client';
import { fromItemChange, fromProduct, toItem } from './masters';
import { text } from './odata';
import { items } from './wire';

/** logistics/Items, known by their code. */
export function itemsOf(client: Client): Pick<LedgerCompany, 'findItems' | 'createItem' | 'updateItem'> {
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
    async updateItem(id, change) {
      const fields = fromItemChange(change);
      if (Object.keys(fields).length > 0) await client.change(items, id, fields, 'update the item');
      return { left: (['price', 'description'] as const).filter((field) => change[field] !== undefined) };
    },
  };
}

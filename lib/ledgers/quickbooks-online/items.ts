import type { Product, ProductKey } from '../../model/product';
import { CallFailure } from '../../net/failure';
import type { ItemDefaults, LedgerCompany, LedgerItem } from '../ledger';
import type { Client } from './client';
import { readRaw } from './faults';
import { refTo } from './ids';
import { itemName, nameWithCode } from './names';
import { cut, exact, filled } from './numbers';
import { equals, isOneOf, sameText } from './query';
import { items, type Fields, type RowOf } from './wire';

type Row = RowOf<typeof items>;

/** What a line can be booked on: a category only holds others, and a group stands for several. */
const bookable: ReadonlySet<string> = new Set(['Service', 'NonInventory', 'Inventory']);
const isBookable = ({ Type }: Row): boolean => Type === undefined || bookable.has(Type);

const longest = { sku: 100, description: 4000 } as const;

/** The code is the product's where the item is that one: by its SKU, or by its name when it has no other SKU. */
function toItem(row: Row, { code, name }: ProductKey): LedgerItem {
  const wanted = code?.trim() ?? '';
  const sku = row.Sku?.trim() ?? '';
  const isIt = sku === '' || wanted === '' || sameText(sku, wanted);
  return { id: row.Id, code: isIt ? (code ?? '') : sku, name: wanted === '' && sameText(row.Name, itemName(name)) ? name : row.Name };
}

/** A product that is bought and sold has both accounts; which type goes with only one of them depends on which. */
const typeOf = ({ service }: Product, { revenueAccount, costAccount }: ItemDefaults): 'Service' | 'NonInventory' =>
  revenueAccount === null ? 'NonInventory' : costAccount === null || service ? 'Service' : 'NonInventory';

const bodyOf = (product: Product, defaults: ItemDefaults, name: string): Fields =>
  filled({
    Name: name,
    Sku: cut(product.code ?? '', longest.sku),
    Type: typeOf(product, defaults),
    Description: cut(product.description, longest.description),
    UnitPrice: product.price === null ? null : exact(product.price),
    IncomeAccountRef: refTo(defaults.revenueAccount),
    ExpenseAccountRef: refTo(defaults.costAccount),
  });

const isNameTaken = (failure: unknown): boolean => failure instanceof CallFailure && failure.kind === 'refused' && readRaw(failure.detail.raw ?? '').some(({ code }) => code === '6240');

/** Products and services, known by their SKU, else by their name, which no two have in common. */
export function itemsOf(client: Client): Pick<LedgerCompany, 'findItems' | 'createItem' | 'updateItem'> {
  return {
    async findItems(product) {
      const code = product.code?.trim() ?? '';
      const purpose = `look for the item ${code || product.name}`;
      if (code !== '') {
        const bySku = (await client.list(items, [equals('Sku', code)], purpose)).rows.filter((row) => isBookable(row) && sameText(row.Sku, code));
        if (bySku.length > 0) return bySku.map((row) => toItem(row, product));
      }
      const names = [code, product.name].map(itemName).filter((name) => name !== '');
      if (names.length === 0) return [];
      const byName = (await client.list(items, [isOneOf('Name', names)], purpose)).rows;
      return byName.filter((row) => isBookable(row) && names.some((name) => sameText(row.Name, name))).map((row) => toItem(row, product));
    },
    async createItem(product, defaults) {
      const create = async (name: string): Promise<LedgerItem> => toItem(await client.write(items, bodyOf(product, defaults, name), `create the item ${name}`), product);
      try {
        return await create(itemName(product.name) || itemName(product.code ?? ''));
      } catch (failure) {
        if (!isNameTaken(failure) || !product.code) throw failure;
        return create(nameWithCode(product.name, product.code));
      }
    },
    async updateItem(id, { description, price, ...others }) {
      // A name is what no two have in common, and units there are none.
      const left = (['name', 'unit'] as const).filter((field) => others[field] !== undefined);
      const fields = filled({ Description: description === undefined ? null : cut(description, longest.description), UnitPrice: price == null ? null : exact(price) });
      if (Object.keys(fields).length === 0) return { left };
      const { Id, SyncToken } = await client.get(items, id, 'read the item');
      await client.write(items, { Id, SyncToken, sparse: true, ...fields }, 'update the item');
      return { left };
    },
  };
}

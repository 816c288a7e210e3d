import type { ListedProduct } from '../hosts/host';
import type { ItemChange } from '../ledgers/ledger';
import type { Product } from '../model/product';
import { isResolved, resolvePlain } from '../mapping/resolve';
import type { MappingTable } from '../mapping/table';
import type { MappingRow } from '../storage/rows';
import { note, noteConnection, type SyncContext } from './context';
import { goes } from './directions';
import { itemDefaults, resolveItem, type ItemErrand } from './items';
import { mappingTable } from './mapping-table';
import { changedFields, hashesOfFields, productFields } from './sent-fields';
import type { Session } from './session';
import { walk, type Pace } from './walking';

const errandOf = ({ connection: { id } }: Session, product: string): ItemErrand => ({ id: `${id}/product/${product}`, connection: id, document: { kind: 'product', id: product } });

/** Sold unless it is only bought: where the host says nothing of it, a product is for sale. Pure. */
const roleOf = ({ salesAccount, costAccount }: ListedProduct) => (salesAccount === null && costAccount !== null ? 'supplier' : 'customer');

/** The ledger's account that a product is booked on by itself, on the side it is for. */
function accountOf(product: ListedProduct, table: MappingTable, accounts: ReadonlyMap<string, { id: string; code: string; name: string }>): string | null {
  const own = roleOf(product) === 'customer' ? product.salesAccount : product.costAccount;
  const found = own === null ? null : resolvePlain(table, 'account', accounts.get(own) ?? { id: own }, { usable: (item) => item.postable !== false });
  return found && isResolved(found) ? found.item.id : null;
}

interface Due {
  /** Not known to the ledger yet. */
  isNew: boolean;
  row: MappingRow | undefined;
  change: Partial<Product>;
  hashes: Record<string, string>;
}

async function dueOf({ database }: SyncContext, session: Session, product: ListedProduct): Promise<Due> {
  const key: [string, string, string] = [session.connection.id, 'product', product.id];
  const row = await database.mappings.get(key);
  const fields = productFields(product);
  const hashes = await hashesOfFields(fields);
  // What was never sent by us may be other than the host's by somebody's wish: from now on it is known.
  if (row && !row.sent) await database.mappings.update(key, { sent: { fields: hashes } });
  const change = row?.sent && session.ledger.updateItem ? changedFields(fields, hashes, row.sent.fields) : {};
  return { isNew: !row, row, change, hashes };
}

const words: Readonly<Record<keyof ItemChange, string>> = { name: 'name', description: 'description', price: 'price', unit: 'unit' };
const listed = (fields: readonly string[]): string => fields.map((field) => words[field as keyof ItemChange] ?? field).join(', ');

/** Brings a product's changed fields to the ledger. A unit that leads nowhere stays as it is there. */
async function updateItem(context: SyncContext, session: Session, product: ListedProduct, row: MappingRow, { change, hashes }: Due, table: MappingTable): Promise<void> {
  const ledgerName = context.ledgerOf(session.connection.ledger.system).name;
  const { unit, ...rest } = change;
  const code = unit === undefined ? undefined : itemDefaults(product, table, ledgerName).unit;
  const wanted = { ...rest, ...(code != null && { unit: code }) };
  const { left } = (await session.ledger.updateItem?.(row.ledger, wanted)) ?? { left: [] };
  const sent = { ...row.sent, fields: { ...row.sent?.fields, ...hashes } };
  await context.database.mappings.update([row.connection, row.kind, row.host], { sent, hostName: product.name, ...(rest.name !== undefined && !left.includes('name') && { ledgerName: rest.name }), updatedAt: context.now() });
  const stays = [...left, ...(unit !== undefined && code == null ? (['unit'] as const) : [])];
  const written = Object.keys(change).filter((field) => !(stays as readonly string[]).includes(field));
  const sentences = [
    written.length > 0 ? `Product ${product.code ?? product.name} is updated in ${ledgerName}: ${listed(written)}.` : '',
    stays.length > 0 ? `What ${ledgerName} has as its ${listed(stays)} stays: it is not kept with the item there, or leads nowhere.` : '',
  ];
  await note(context, errandOf(session, product.id), 'item', sentences.filter(Boolean).join(' '), written.length > 0 ? 'ok' : 'info');
}

/** The host's names of product groups and accounts, which a list gives by their ids alone. */
async function namesOf({ database }: SyncContext, connection: string, kind: 'itemGroup' | 'account'): Promise<Map<string, { id: string; code: string; name: string }>> {
  const rows = await database.hostReference.where({ connection }).filter((row) => row.kind === kind).toArray();
  return new Map(rows.map(({ id, code, name }) => [id, { id, code, name }]));
}

/**
 * Sends the host's products that were changed since the start date, and brings what changed of those that the ledger has. As
 * far as the limits allow; false where some are left. Those without a code are passed over where the ledger knows items by it.
 */
export async function sendProducts(context: SyncContext, session: Session, pace: Pace): Promise<boolean> {
  const { connection, host } = session;
  const { listProducts } = host;
  if (!connection.sync.products || !goes(context, connection, 'products', 'to-ledger') || !listProducts) return true;
  const { name: ledgerName, capabilities: { itemsNeedCode } } = context.ledgerOf(connection.ledger.system);
  const table = await mappingTable(context, connection.id);
  const groups = await namesOf(context, connection.id, 'itemGroup');
  const accounts = await namesOf(context, connection.id, 'account');
  const named = (product: ListedProduct): ListedProduct => ({ ...product, group: product.group && (groups.get(product.group.id) ?? product.group) });
  let withoutCode = 0;
  const isOver = await walk<ListedProduct>(context, session, {
    ...pace, kind: 'products', noun: 'product', isBookmarked: false,
    async page(since, page) {
      const { rows, isLast } = await listProducts.call(host, since, page);
      const usable = rows.filter(({ code, name }) => (itemsNeedCode ? code !== null : name !== '' || code !== null));
      withoutCode += rows.length - usable.length;
      return { rows: usable.map(named), isLast };
    },
    id: ({ id }) => id,
    isDue: async (product) => {
      const { isNew, change } = await dueOf(context, session, product);
      return isNew || Object.keys(change).length > 0;
    },
    async send(product) {
      const due = await dueOf(context, session, product);
      if (due.row) return updateItem(context, session, product, due.row, due, table);
      // A group that is newer than the reference data is known by its id alone.
      const whole = product.group && product.group.name === undefined ? await host.readProduct(product.id) : product;
      const reference = { id: product.id, ...(product.code !== null && { code: product.code }), name: product.name };
      await resolveItem(context, session, errandOf(session, product.id), { reference, account: accountOf(product, table, accounts), standIn: null }, roleOf(product), table, whole);
    },
    blocked: 'It goes over with "Synchronize now" once that is mended, or with a document.',
  });
  if (withoutCode > 0) await noteConnection(context, connection, 'products', `${withoutCode} product${withoutCode === 1 ? ' has' : 's have'} no code, by which ${ledgerName} knows items: ${withoutCode === 1 ? 'it was' : 'they were'} passed over.`, 'info');
  return isOver;
}

import type { ItemDefaults, LedgerItem } from '../ledgers/ledger';
import type { ContactRole } from '../model/contact';
import type { Problem } from '../model/problem';
import type { Product } from '../model/product';
import { CallFailure } from '../net/failure';
import { isResolved, resolvePlain } from '../mapping/resolve';
import type { MappingTable } from '../mapping/table';
import type { JobRow, MappingRow } from '../storage/rows';
import { Blocked } from './blocked';
import { note, type SyncContext } from './context';
import { sameName } from './names';
import { createOnce, windowOf } from './once';
import type { Checked } from './preflight';
import { mapFixes, openHostFix, problem, retryFix } from './problems';
import { mappingTable } from './mapping-table';
import { contactUse } from './party';
import { productFields, hashesOfFields } from './sent-fields';
import type { Session } from './session';
import { wantedItems, type WantedItem } from './wanted-items';

/** Unit and item group of a new item, or what is missing for them. Pure. */
export function itemDefaults(product: Product, table: MappingTable, ledgerName: string): { unit: string | null; itemGroup: string | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const units = table.items('unit');
  const unit = resolvePlain(table, 'unit', product.unit ? { id: product.unit, code: product.unit, name: product.unit } : null, { defaults: ['*'], ledgerDefault: product.unit === null });
  if (!isResolved(unit) && product.unit && units.length > 0) {
    problems.push(problem('unit-unmapped', `The unit "${product.unit}" of ${product.name} is not a unit in ${ledgerName}.`, mapFixes('unit', product.unit, unit.suggestions, units), 'A unit of the same code would be taken by itself.'));
  }
  const groups = table.items('itemGroup');
  const group = resolvePlain(table, 'itemGroup', product.group, { defaults: ['*'], ledgerDefault: true });
  if (!isResolved(group) && groups.length > 0) {
    const name = product.group?.name ?? product.group?.code;
    problems.push(
      problem('item-group-unmapped', name ? `The product group "${name}" is not an item group in ${ledgerName}.` : `${product.name} has no product group, and ${ledgerName} has no default one.`, mapFixes('itemGroup', product.group?.id ?? '*', group.suggestions, groups)),
    );
  }
  return { unit: isResolved(unit) ? unit.item.code : null, itemGroup: isResolved(group) ? group.item.id : null, problems };
}

/** The accounts of a new item: that of the line it is on, and for the other side the default of its lines. */
function accountsOf(account: string | null, table: MappingTable, role: ContactRole): Pick<ItemDefaults, 'revenueAccount' | 'costAccount'> {
  const fallback = (side: string): string | null => {
    const found = resolvePlain(table, 'account', null, { usable: (item) => item.postable !== false, defaults: [`*${side}`, '*'] });
    return isResolved(found) ? found.item.id : null;
  };
  return role === 'customer' ? { revenueAccount: account ?? fallback('sales'), costAccount: fallback('purchase') } : { revenueAccount: fallback('sales'), costAccount: account ?? fallback('purchase') };
}

/** What an item is wanted for: a document's job, or the product by itself. */
export type ItemErrand = Pick<JobRow, 'id' | 'connection'> & { document: { kind: string; id: string } };

/**
 * The ledger's id of the item that a product is: known, found there by code or name, or created, once. Throws Blocked when it
 * is for the user to say. `read`: the product, where the host has given it already.
 */
export async function resolveItem(context: SyncContext, session: Session, job: ItemErrand, { reference, account, standIn }: WantedItem, role: ContactRole, table: MappingTable, read?: Product): Promise<string> {
  const { connection } = session;
  const known = await context.database.mappings.get([connection.id, 'product', reference.id]);
  if (known) return known.ledger;
  const ledger = context.ledgerOf(connection.ledger.system);
  const code = reference.code ?? null;
  const name = reference.name ?? code ?? reference.id;
  let prepared: { product: Product; defaults: ItemDefaults } | null = null;
  // Reckoned before it is stored: what waits for anything else would end the transaction.
  let sent: MappingRow['sent'] = read && { fields: await hashesOfFields(productFields(read)) };

  const found = await createOnce<LedgerItem>(context, {
    key: `${connection.id}/item/${code ?? name}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: '',
    search: { code, name },
    window: windowOf(ledger.capabilities),
    mayRepeat: ({ search }) => ledger.capabilities.uniqueNames && (search as { name?: unknown } | null)?.name === name,
    find: async () => {
      // Another document with the same product may have settled it while this one waited for its turn.
      const settled = await context.database.mappings.get([connection.id, 'product', reference.id]);
      if (settled) return { id: settled.ledger, code: code ?? '', name: settled.ledgerName ?? '' };
      const item = (await session.ledger.findItems({ code, name })).find((candidate) => (code === null ? sameName(candidate.name, name) : candidate.code === code));
      if (item) return item;
      // Everything that may still go wrong goes wrong here, before anything is under way.
      const product = read ?? standIn ?? (await session.host.readProduct(reference.id));
      const { problems, ...defaults } = itemDefaults(product, table, ledger.name);
      if (problems.length > 0) throw new Blocked(problems);
      if (!standIn) sent = { fields: await hashesOfFields(productFields(product)) };
      prepared = { product: { ...product, code: code ?? product.code }, defaults: { ...defaults, ...accountsOf(account, table, role) } };
      return null;
    },
    create: () => {
      if (!prepared) throw new Error('An item is created only after it was looked for');
      return session.ledger.createItem(prepared.product, prepared.defaults, role);
    },
    settle: (item, how) =>
      context.database.mappings.put({
        connection: connection.id, kind: 'product', host: reference.id, hostName: name,
        ledger: item.id, ledgerName: item.name, origin: how === 'created' ? 'created' : 'code', used: 0, updatedAt: context.now(), ...(sent && { sent }),
      }),
  });
  await note(context, job, 'item', `Product ${code ?? name} is item ${found.code || found.name} in ${ledger.name}.`);
  return found.id;
}

/** The item of a line that can be booked without one: whatever stands in its way is said, and the line goes without. */
async function resolveIfPossible(...[context, session, job, wanted, role, table]: Parameters<typeof resolveItem>): Promise<string | null> {
  try {
    return await resolveItem(context, session, job, wanted, role, table);
  } catch (error) {
    if (!(error instanceof Blocked || (error instanceof CallFailure && ['refused', 'forbidden', 'absent'].includes(error.kind)))) throw error;
    await note(context, job, 'item-left', `The product ${wanted.reference.name ?? wanted.reference.id} did not go along: ${error.message}`, 'warn');
    return null;
  }
}

/**
 * The ledger's item ids by the keys of lines, for every item that the document needs; found by code or name, or created.
 * Where products are switched off and lines need none, those of a document that somebody sends himself go along all the same,
 * as far as nothing stands in their way.
 */
export async function resolveItems(context: SyncContext, session: Session, job: JobRow, checked: Checked): Promise<Map<string, string>> {
  const { connection } = session;
  const { itemsNeedCode, items: modeOf } = context.ledgerOf(connection.ledger.system).capabilities;
  const mode = modeOf(connection.ledger, checked.document.ref.kind);
  const isExtra = mode === 'optional' && !connection.sync.products;
  const wanted = wantedItems(checked.lines, mode, connection.sync.products || session.priority === 0);
  const items = new Map<string, string>();
  if (wanted.length === 0) return items;
  const table = await mappingTable(context, connection.id);
  const { role } = contactUse(checked.document);
  for (const item of wanted) {
    const { reference } = item;
    const lacksCode = itemsNeedCode && !reference.code;
    if (isExtra) {
      const found = lacksCode ? null : await resolveIfPossible(context, session, job, item, role, table);
      if (found !== null) items.set(reference.id, found);
      continue;
    }
    if (lacksCode) {
      throw new Blocked([problem('product-code-missing', `The product "${reference.name ?? reference.id}" has no code.`, [openHostFix(context.hostOf(connection.host.system).name), retryFix()])]);
    }
    items.set(reference.id, await resolveItem(context, session, job, item, role, table));
  }
  return items;
}

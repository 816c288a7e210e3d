import type { LedgerItem } from '../ledgers/ledger';
import type { ContactRole } from '../model/contact';
import type { HostValue } from '../model/document';
import type { Problem } from '../model/problem';
import type { Product } from '../model/product';
import { isResolved, resolvePlain } from '../mapping/resolve';
import type { MappingTable } from '../mapping/table';
import type { JobRow } from '../storage/rows';
import { Blocked } from './blocked';
import { note, type SyncContext } from './context';
import { createOnce } from './once';
import { mapFixes, openHostFix, problem, retryFix } from './problems';
import type { Session } from './session';

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

async function resolveItem(context: SyncContext, session: Session, job: JobRow, reference: HostValue, role: ContactRole, table: MappingTable): Promise<string> {
  const { connection } = session;
  const known = await context.database.mappings.get([connection.id, 'product', reference.id]);
  if (known) return known.ledger;
  const ledger = context.ledgerOf(connection.ledger.system);
  const code = reference.code ?? '';
  let prepared: { product: Product; unit: string | null; itemGroup: string | null } | null = null;

  const found = await createOnce<LedgerItem>(context, {
    key: `${connection.id}/item/${code}`,
    connection: connection.id,
    company: connection.ledger.company,
    job: job.id,
    priority: session.priority,
    contentHash: '',
    search: { code },
    window: ledger.capabilities.consistencyWindow,
    find: async () => {
      // Another document with the same product may have settled it while this one waited for its turn.
      const settled = await context.database.mappings.get([connection.id, 'product', reference.id]);
      if (settled) return { id: settled.ledger, code, name: settled.ledgerName ?? '' };
      const item = (await session.ledger.findItems(code)).find((candidate) => candidate.code === code);
      if (item) return item;
      // Everything that may still go wrong goes wrong here, before anything is under way.
      const product = await session.host.readProduct(reference.id);
      const defaults = itemDefaults(product, table, ledger.name);
      if (defaults.problems.length > 0) throw new Blocked(defaults.problems);
      prepared = { product, unit: defaults.unit, itemGroup: defaults.itemGroup };
      return null;
    },
    create: () => {
      if (!prepared) throw new Error('An item is created only after it was looked for');
      return session.ledger.createItem({ ...prepared.product, code }, { unit: prepared.unit, itemGroup: prepared.itemGroup }, role);
    },
    settle: (item, how) =>
      context.database.mappings.put({
        connection: connection.id, kind: 'product', host: reference.id, hostName: reference.name ?? code,
        ledger: item.id, ledgerName: item.name, origin: how === 'created' ? 'created' : 'code', used: 0, updatedAt: context.now(),
      }),
  });
  await note(context, job, 'item', `Product ${code} is item ${found.code} in ${ledger.name}.`);
  return found.id;
}

/** The ledger's item ids by the host's product ids, for every product on the document; found by code or created. */
export async function resolveItems(context: SyncContext, session: Session, job: JobRow, products: readonly HostValue[], role: ContactRole, table: MappingTable): Promise<Map<string, string>> {
  const items = new Map<string, string>();
  const hostName = context.hostOf(session.connection.host.system).name;
  for (const product of products) {
    if (items.has(product.id)) continue;
    if (!product.code) throw new Blocked([problem('product-code-missing', `The product "${product.name ?? product.id}" has no code.`, [openHostFix(hostName), retryFix()])]);
    items.set(product.id, await resolveItem(context, session, job, product, role, table));
  }
  return items;
}

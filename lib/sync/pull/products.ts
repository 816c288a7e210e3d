import type { HostProduct, NewProduct } from '../../hosts/writing';
import type { SourceProduct } from '../../ledgers/source';
import { sameDecimal } from '../../model/decimal';
import type { BroughtRow, MappingRow } from '../../storage/rows';
import { Blocked } from '../blocked';
import { noteConnection, type SyncContext } from '../context';
import { foldName } from '../names';
import { createOnce } from '../once';
import { problem, retryFix } from '../problems';
import type { Session } from '../session';
import { mappingOf, type Bringing } from './contacts';
import { hashOfHostProduct, hashOfSourceProduct } from './contents';
import { judgeHostProducts } from './names';
import type { Values } from './values';
import { sourceOf, writingOf } from './writing';

/** A product as the host's documents name it; null where an item only stands for an account. */
export interface BroughtProduct {
  id: string | null;
  salesAccount: string | null;
  costAccount: string | null;
}

/** An item that was made to stand for an account is no product of the host. */
const isStandIn = ({ host }: Pick<MappingRow, 'host'>): boolean => host.startsWith('account/');

/** The product in the host's values; an account that leads nowhere is left to the host. */
const newProduct = ({ code, name, description, price, service, salesAccount, costAccount }: SourceProduct, values: Values): NewProduct => ({
  code, name, description, price, service, salesAccount: values.accountOrNull(salesAccount, 'sales'), costAccount: values.accountOrNull(costAccount, 'purchase'),
});

interface Found {
  product: HostProduct;
  brought: BroughtRow;
}

const broughtOf = async (source: SourceProduct, product: HostProduct): Promise<BroughtRow> => ({
  ledger: await hashOfSourceProduct(source), host: await hashOfHostProduct(product), salesAccount: source.salesAccount, costAccount: source.costAccount,
});

async function create(context: SyncContext, session: Session, source: SourceProduct, values: Values, { job, directory }: Bringing): Promise<BroughtProduct> {
  const { connection } = session;
  const writing = writingOf(session);
  const hostName = context.hostOf(connection.host.system).name;
  let how: 'found' | 'created' = 'found';
  const found = await createOnce<Found>(context, {
    key: `${connection.id}/host-product/${source.id}`,
    connection: connection.id,
    company: connection.ledger.company,
    job,
    priority: session.priority,
    contentHash: '',
    search: { code: source.code, name: source.name },
    window: writing.consistencyWindow,
    find: async (tried) => {
      const candidates = await (tried ? writing.listProducts() : directory.products(source.code));
      const judged = judgeHostProducts(source, candidates);
      if (judged.is === 'several') {
        const choices = judged.found.map((product) => ({ value: product.id, label: [product.code, product.name].filter(Boolean).join(', ') }));
        throw new Blocked([
          problem('host-product-ambiguous', `Which product in ${hostName} is ${source.name}?`, [{ id: 'link-product', label: 'Link…', best: true, action: { type: 'map-back', kind: 'product', ledger: source.id, suffix: '' }, choices }, retryFix()]),
        ]);
      }
      return judged.is === 'it' ? { product: judged.it, brought: await broughtOf(source, judged.it) } : null;
    },
    create: async () => {
      const product = await writing.createProduct(newProduct(source, values));
      return { product, brought: await broughtOf(source, product) };
    },
    settle: async ({ product, brought }, outcome) => {
      how = outcome;
      await context.database.mappings.put({
        connection: connection.id, kind: 'product', host: product.id, hostName: product.name, ledger: source.id, ledgerName: source.name,
        origin: outcome === 'created' ? 'created' : source.code === null ? 'name' : 'code', used: 0, updatedAt: context.now(), brought,
      });
    },
  });
  await noteConnection(context, connection, 'brought', how === 'found' ? `Product ${source.name} is in ${hostName} already.` : `Product ${source.name} is created in ${hostName}.`, 'info');
  return { id: found.product.id, salesAccount: source.salesAccount, costAccount: source.costAccount };
}

const isSame = (wanted: NewProduct, host: HostProduct): boolean =>
  wanted.name === host.name && wanted.code === host.code && foldName(wanted.description) === foldName(host.description) && sameDecimal(wanted.price ?? '0', host.price ?? '0') && wanted.service === host.service;

/** What changed in the ledger is written to the host, unless somebody changed the product there as well. */
async function update(context: SyncContext, session: Session, source: SourceProduct, row: MappingRow, values: Values, hash: string): Promise<void> {
  const { connection } = session;
  const remember = async (host?: HostProduct) => {
    const brought = { ...row.brought, ...(host ? await broughtOf(source, host) : { salesAccount: source.salesAccount, costAccount: source.costAccount }), ledger: hash };
    await context.database.mappings.update([row.connection, row.kind, row.host], { brought, updatedAt: context.now() });
  };
  if (!row.brought?.host || !source.active) return remember();
  const writing = writingOf(session);
  const stored = (await (source.code === null ? writing.listProducts() : writing.listProducts(source.code))).find(({ id }) => id === row.host) ?? (await writing.listProducts()).find(({ id }) => id === row.host);
  // Deleted there, or out of sight: nothing is brought back.
  if (!stored) return remember();
  const wanted = newProduct(source, values);
  if (isSame(wanted, stored)) return remember(stored);
  const hostName = context.hostOf(connection.host.system).name;
  if ((await hashOfHostProduct(stored)) !== row.brought.host) {
    await remember();
    await noteConnection(context, connection, 'left', `Product ${source.name} was changed on both sides; ${hostName} is left as it is.`, 'warn');
    return;
  }
  await remember(await writing.updateProduct(row.host, wanted));
  await noteConnection(context, connection, 'brought', `Product ${source.name} is updated in ${hostName}.`, 'info');
}

/** The host's product for one of the ledger's: brought up to date, found, or created. Throws Blocked when it is for the user to say. */
export async function bringProduct(context: SyncContext, session: Session, source: SourceProduct, values: Values, bringing: Bringing): Promise<BroughtProduct> {
  const row = await mappingOf(context, session.connection.id, 'product', source.id);
  if (!row) return create(context, session, source, values, bringing);
  const { salesAccount, costAccount } = source;
  if (isStandIn(row)) return { id: null, salesAccount, costAccount };
  const hash = await hashOfSourceProduct(source);
  if (row.brought?.ledger !== hash) await update(context, session, source, row, values, hash);
  return { id: row.host, salesAccount, costAccount };
}

/** The same for a product that a line names: what is known costs no call. */
export async function productFor(context: SyncContext, session: Session, id: string, values: Values, bringing: Bringing): Promise<BroughtProduct> {
  const row = await mappingOf(context, session.connection.id, 'product', id);
  const { salesAccount, costAccount } = row?.brought ?? {};
  if (row && salesAccount !== undefined && costAccount !== undefined) return { id: isStandIn(row) ? null : row.host, salesAccount, costAccount };
  const source = await sourceOf(session).readProduct(id);
  if (!row) return bringProduct(context, session, source, values, bringing);
  // Sent before it could be brought: only its accounts were not known.
  await context.database.mappings.update([row.connection, row.kind, row.host], { brought: { ledger: '', ...row.brought, salesAccount: source.salesAccount, costAccount: source.costAccount } });
  return { id: isStandIn(row) ? null : row.host, salesAccount: source.salesAccount, costAccount: source.costAccount };
}

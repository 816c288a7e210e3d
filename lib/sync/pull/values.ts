import type { HostReferenceItem } from '../../hosts/host';
import { percentageOn } from '../../mapping/resolve';
import type { MappingTable } from '../../mapping/table';
import type { Decimal } from '../../model/decimal';
import type { Day } from '../../model/dates';
import type { Choice, Fix, Problem } from '../../model/problem';
import type { ReferenceItem, Side } from '../../model/reference';
import type { ConnectionRow } from '../../storage/rows';
import type { SyncContext } from '../context';
import { mappingTable } from '../mapping-table';
import { problem, refreshFix, retryFix } from '../problems';
import { backSuffix, hostAccount, hostTaxCode, type HostValues, type Reverse } from './reverse';

/** A value of the host, or what keeps it from being told. */
export type Told = { id: string | null } | { problem: Problem };

const labelOf = ({ code, name }: Pick<HostReferenceItem, 'code' | 'name'>): string => [code, name].filter(Boolean).join(', ');
const choiceOf = (item: HostReferenceItem): Choice => ({ value: item.id, label: labelOf(item), ...(item.percentage ? { detail: `${item.percentage} %` } : {}) });

const mappingsFix: Fix = { id: 'mappings', label: 'Mappings', action: { type: 'open-options', route: '#/mappings' } };

/** Both sides' reference data and the mappings between them, read once for several documents. */
export class Values {
  constructor(
    private readonly table: MappingTable,
    private readonly host: HostValues,
    private readonly names: { host: string; ledger: string },
  ) {}

  /** Currencies the host works in; empty where it does not tell. */
  get currencies(): string[] {
    return this.host.items.filter(({ kind }) => kind === 'currency').map(({ code }) => code);
  }

  /** Does the ledger work out the rate of this code by itself? */
  isAnyRate(code: string): boolean {
    return this.table.item('taxCode', code)?.anyRate === true;
  }

  /** `percentage`: of a code whose rate the ledger works out by itself. A line without a code has none. */
  taxCode(code: string | null, side: Side, day: Day, percentage: Decimal | null): Told {
    if (code === null) return { id: null };
    const item = this.table.item('taxCode', code);
    if (!item) return this.unknown('taxCode', 'VAT code', code);
    const rate = item.anyRate ? percentage : (percentageOn(item, side, day) ?? null);
    return this.told(item, 'VAT code', hostTaxCode(item, rate, side, this.host), rate === null ? '' : ` (${rate} %)`);
  }

  /** A host without accounts has none to choose from, and its lines none to bear. */
  account(id: string | null, side: Side): Told {
    if (id === null || !this.host.items.some(({ kind }) => kind === 'account')) return { id: null };
    const item = this.table.item('account', id);
    return item ? this.told(item, 'account', hostAccount(item, side, this.host), '') : this.unknown('account', 'account', id);
  }

  /** For what may go without one. */
  accountOrNull(id: string | null, side: Side): string | null {
    const told = this.account(id, side);
    return 'id' in told ? told.id : null;
  }

  private told(item: ReferenceItem, what: string, found: Reverse, more: string): Told {
    if ('host' in found) return { id: found.host.id };
    const { host, ledger } = this.names;
    const label = `${[item.code === item.id ? '' : item.code, item.name].filter(Boolean).join(', ')}${more}`;
    const why = {
      none: `No ${what} in ${host} stands for ${label} of ${ledger}.`,
      several: `Several ${what}s in ${host} may stand for ${label} of ${ledger}.`,
      conflict: `The ${what} ${label} of ${ledger} is mapped to one that cannot stand for it here.`,
    }[found.gap];
    const fix: Fix = { id: `map-back-${item.kind}-${item.id}`, label: 'Choose…', best: true, action: { type: 'map-back', kind: item.kind, ledger: item.id, suffix: backSuffix(item.id) }, choices: found.suggestions.map(choiceOf) };
    const detail = found.suggestions.length > 0 ? 'You are asked once.' : `Add one in ${host}, read the values again under Mappings, then try again.`;
    return { problem: problem(`host-${item.kind === 'taxCode' ? 'tax-code' : 'account'}-unmapped`, why, found.suggestions.length > 0 ? [fix, retryFix()] : [mappingsFix, retryFix()], detail) };
  }

  private unknown(kind: 'taxCode' | 'account', what: string, id: string): Told {
    const { ledger } = this.names;
    return { problem: problem(`${kind === 'taxCode' ? 'tax-code' : 'account'}-gone`, `The ${what} ${id} is not among the values read from ${ledger}.`, [refreshFix(ledger), retryFix()], 'It may be new there, or not be used any more.') };
  }
}

/** Reads what stands in the database; no call. */
export async function readValues(context: SyncContext, connection: Pick<ConnectionRow, 'id' | 'host' | 'ledger'>): Promise<Values> {
  const { database } = context;
  const [table, items, ...mappings] = await Promise.all([
    mappingTable(context, connection.id),
    database.hostReference.where({ connection: connection.id }).toArray(),
    ...(['taxCode', 'account'] as const).map((kind) => database.mappings.where('[connection+kind]').equals([connection.id, kind]).toArray()),
  ]);
  return new Values(table, { items, mappings: mappings.flat() }, { host: context.hostOf(connection.host.system).name, ledger: context.ledgerOf(connection.ledger.system).name });
}

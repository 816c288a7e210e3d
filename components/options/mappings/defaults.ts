import { isUsable } from '../../../lib/mapping/kinds';
import { isResolved, resolveJournal, resolvePlain, resolveTaxCode, withoutTax, type Resolution } from '../../../lib/mapping/resolve';
import { dayOf } from '../../../lib/model/dates';
import type { MappingKind, Side } from '../../../lib/model/reference';
import { outcomeOf, type MappingData, type MappingLine } from './line';

/** A name that is no value of the host, but stands for many: "*", "none", "invoice". */
interface Default {
  host: string;
  name: string;
  /** What holds while it is not set. */
  unset: string;
  find(data: MappingData): Resolution | null;
}

const plain = (kind: 'account' | 'paymentTerm' | 'costCentre' | 'costUnit' | 'class', host: string, name: string, unset: string): Default => ({
  host,
  name,
  unset,
  find: ({ table }) => (table.mapping(kind, [host]) ? resolvePlain(table, kind, { id: host }, { usable: (item) => isUsable(item, host) }) : null),
});

/** The ledger's own default holds while none is set here. */
const own = (kind: 'itemGroup' | 'unit', name: string, unset: string): Default => ({
  host: '*',
  name,
  unset,
  find: ({ table }) => {
    if (table.mapping(kind, ['*'])) return resolvePlain(table, kind, { id: '*' });
    const found = resolvePlain(table, kind, null, { ledgerDefault: true });
    return isResolved(found) ? found : null;
  },
});

const journal = (host: string, name: string, names: readonly string[], side: Side): Default => ({
  host,
  name,
  unset: '',
  find: ({ table, currency }) => resolveJournal(table, names, side, currency),
});

/** No rate tells the sides apart; a code of either side is found on its own. */
function lineWithoutTax({ table }: MappingData): Resolution | null {
  if (!table.mapping('taxCode', [withoutTax])) return null;
  const sales = resolveTaxCode(table, null, null, 'sales', dayOf(Date.now()));
  return isResolved(sales) ? sales : resolveTaxCode(table, null, null, 'purchase', dayOf(Date.now()));
}

const defaults: Partial<Record<MappingKind, readonly Default[]>> = {
  taxCode: [{ host: withoutTax, name: 'Lines without VAT', unset: 'Not set: a line without a VAT code asks for one.', find: lineWithoutTax }],
  account: [
    plain('account', '*sales', 'Any other on sales', 'Not set: a sales line without an account asks for one.'),
    plain('account', '*purchase', 'Any other on purchases', 'Not set: a purchase line without an account asks for one.'),
    plain('account', '*', 'Any other', 'Not set.'),
  ],
  journal: [
    journal('invoice', 'Invoices', ['invoice', 'sales'], 'sales'),
    journal('creditInvoice', 'Credit notes', ['creditInvoice', 'invoice', 'sales'], 'sales'),
    journal('bill', 'Bills', ['bill', 'purchase'], 'purchase'),
    journal('creditBill', 'Credit notes of suppliers', ['creditBill', 'bill', 'purchase'], 'purchase'),
  ],
  itemGroup: [own('itemGroup', 'Any other', 'Not set: a product without a group asks for one.')],
  unit: [own('unit', 'Any other', 'Not set.')],
  paymentTerm: [
    plain('paymentTerm', '*sales', 'Sales', 'Not set: the customer\'s own holds.'),
    plain('paymentTerm', '*purchase', 'Purchases', 'Not set: the supplier\'s own holds.'),
    plain('paymentTerm', '*', 'Any', 'Not set: the contact\'s own holds.'),
  ],
  class: [
    plain('class', '*sales', 'Any other on sales', 'Not set: such lines have none.'),
    plain('class', '*purchase', 'Any other on purchases', 'Not set: such lines have none.'),
    plain('class', '*', 'Any other', 'Not set: such lines have none.'),
  ],
  costUnit: [plain('costUnit', '*', 'Where an account needs one', 'Not set: the account\'s own holds, where it has one.')],
  costCentre: [plain('costCentre', '*', 'Where an account needs one', 'Not set: such a line asks for one.')],
};

/** Host names that have a row of their own as defaults. */
export const isDefaultHost = (kind: MappingKind, host: string): boolean => defaults[kind]?.some((item) => item.host === host) ?? false;

/** What holds where no value is named. The choice a resolver makes by itself is shown too, so that it is never silent. Pure. */
export function defaultLines(kind: MappingKind, data: MappingData): MappingLine[] {
  return (defaults[kind] ?? []).map(({ host, name, unset, find }) => {
    const found = find(data);
    const mapping = data.mappings.find((row) => row.kind === kind && row.host === host) ?? null;
    const base = { key: `default/${host}`, kind, host, name, detail: '', side: null, mapping };
    if (!found) return { ...base, state: 'open', ledger: null, origin: null, hint: unset, suggestions: [] };
    const outcome = outcomeOf(found, kind, data.ledgerName);
    // A journal another row decides ("invoice" for its credit notes) is a default here.
    const inherited = isResolved(found) && found.by !== undefined && found.by !== host;
    return { ...base, ...outcome, ...(inherited ? { origin: 'default' as const } : {}), state: outcome.ledger ? 'set' : 'gap', suggestions: kind === 'journal' ? [] : outcome.suggestions };
  });
}

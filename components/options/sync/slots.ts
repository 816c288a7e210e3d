import { isUsable } from '../../../lib/mapping/kinds';
import { isResolved, resolveJournal, resolvePlain, type Resolution } from '../../../lib/mapping/resolve';
import { foldName, MappingTable } from '../../../lib/mapping/table';
import { labelOf, type ReferenceItem, type ReferenceKind, type Side } from '../../../lib/model/reference';
import type { MappingRow, ReferenceRow } from '../../../lib/storage/rows';

/** Which journal, and what holds where a document says nothing: mappings of names that stand for many. All of it is pure. */

export interface Slot {
  kind: ReferenceKind & ('journal' | 'itemGroup' | 'account');
  /** The name the mapping is stored under. */
  host: string;
  label: string;
  /** As the mapping is called on the Mappings page. */
  hostName: string;
  side: Side;
  /** Of a journal: where it is looked for when it has no mapping of its own. */
  names?: readonly string[];
  /** What holds while nothing is chosen and nothing is found. */
  unset: string;
}

const noJournal = 'none fits';

export const slots: readonly Slot[] = [
  { kind: 'journal', host: 'invoice', label: 'Sales journal', hostName: 'Invoices', side: 'sales', names: ['sales'], unset: noJournal },
  { kind: 'journal', host: 'creditInvoice', label: 'Journal of credit notes', hostName: 'Credit notes', side: 'sales', names: ['invoice', 'sales'], unset: noJournal },
  { kind: 'journal', host: 'bill', label: 'Purchase journal', hostName: 'Bills', side: 'purchase', names: ['purchase'], unset: noJournal },
  { kind: 'journal', host: 'creditBill', label: 'Journal of suppliers\' credit notes', hostName: 'Credit notes of suppliers', side: 'purchase', names: ['bill', 'purchase'], unset: noJournal },
  { kind: 'itemGroup', host: '*', label: 'Default item group', hostName: 'Any other', side: 'both', unset: 'products without one ask' },
  { kind: 'account', host: '*sales', label: 'Default sales account', hostName: 'Any other on sales', side: 'sales', unset: 'lines without one ask' },
  { kind: 'account', host: '*purchase', label: 'Default purchase account', hostName: 'Any other on purchases', side: 'purchase', unset: 'lines without one ask' },
];

export const slotKey = ({ kind, host }: Pick<Slot, 'kind' | 'host'>): string => `${kind}/${host}`;

/** What is chosen anew, by slot; empty for the choice being left to Ledgerbar. */
export type Booking = Readonly<Record<string, string>>;

export interface SlotView {
  slot: Slot;
  /** The code that is chosen; empty where none is. */
  value: string;
  /** What holds where none is. */
  otherwise: string;
  choices: readonly { value: string; label: string }[];
  /** The chosen one cannot be used any more. */
  isGone: boolean;
  locked: boolean;
}

/** Revenue accounts for sales, cost accounts for purchases, before the rest. */
const fits = (item: ReferenceItem, { kind, side }: Slot): boolean => kind !== 'account' || item.use === (side === 'sales' ? 'revenue' : 'cost');

function foundWithout(slot: Slot, mappings: readonly MappingRow[], reference: readonly ReferenceRow[], currency: string): Resolution {
  const table = new MappingTable(mappings.filter((row) => row.kind !== slot.kind || foldName(row.host) !== foldName(slot.host)), reference);
  if (slot.kind === 'journal') return resolveJournal(table, slot.names ?? [], slot.side, currency);
  return resolvePlain(table, slot.kind, null, { usable: (item) => isUsable(item, slot.host), defaults: slot.kind === 'account' ? ['*'] : [], ledgerDefault: slot.kind === 'itemGroup' });
}

/** The selects of a connection, as they stand with what was chosen anew. A kind the ledger has no values of is left out. */
export function slotViews(mappings: readonly MappingRow[], reference: readonly ReferenceRow[], { currency, journals, booking }: { currency: string; journals: boolean; booking: Booking }): SlotView[] {
  return slots.flatMap((slot): SlotView[] => {
    const items = reference.filter((item) => item.kind === slot.kind && isUsable(item, slot.host));
    if (items.length === 0 || (slot.kind === 'journal' && !journals)) return [];
    const mapping = mappings.find((row) => row.kind === slot.kind && foldName(row.host) === foldName(slot.host));
    const chosen = booking[slotKey(slot)] ?? mapping?.ledger ?? '';
    const item = items.find(({ code, id }) => code === chosen.trim() || id === chosen.trim());
    const found = foundWithout(slot, mappings, reference, currency);
    const sorted = [...items].sort((a, b) => Number(fits(b, slot)) - Number(fits(a, slot)) || a.code.localeCompare(b.code, undefined, { numeric: true }));
    const isGone = chosen !== '' && !item;
    return [{
      slot, isGone,
      value: item?.code ?? chosen,
      otherwise: isResolved(found) ? labelOf(found.item) : slot.unset,
      choices: [...(isGone ? [{ value: chosen, label: `${chosen}, no longer there` }] : []), ...sorted.map((each) => ({ value: each.code, label: labelOf(each) }))],
      locked: mapping?.origin === 'policy',
    }];
  });
}

/** One line on how documents are booked, for what is folded away. */
export function bookingWords(views: readonly SlotView[]): string {
  const named = (host: string) => {
    const view = views.find(({ slot }) => slot.kind === 'journal' && slot.host === host);
    return view && (view.choices.find(({ value }) => value === view.value)?.label ?? view.otherwise);
  };
  if (views.length === 0) return 'to be chosen once it is connected';
  const words = [['sales in', named('invoice')], ['purchases in', named('bill')]].filter(([, name]) => name).map(([before, name]) => `${before} ${name}`);
  return words.join('; ') || `${views.filter(({ value }) => value !== '').length} of ${views.length} set`;
}

import type { HostReferenceItem } from '../../hosts/host';
import type { HostSetting, HostSettingId, HostSurvey } from '../../hosts/survey';
import type { LedgerRight } from '../../ledgers/rights';
import type { MappingTable } from '../../mapping/table';
import type { Day } from '../../model/dates';
import type { DocumentKind } from '../../model/document';
import type { Period, ReferenceKind, Side } from '../../model/reference';
import type { DayLeft } from '../../net/day-left';
import type { CheckUpLook, RightSeen } from '../../storage/check-up-row';
import type { ConnectionRow } from '../../storage/rows';

/** A document of the host's list that is not in the ledger yet. */
export interface UnsentDocument {
  kind: DocumentKind;
  number: string;
  date: Day;
  currency: string;
}

/** A right with what calls have shown of it; null where none has shown anything. */
export interface SeenRight extends Pick<LedgerRight, 'name' | 'covers' | 'use' | 'without'> {
  seen: RightSeen | null;
}

/** All that the check-up decides from. */
export interface CheckFacts {
  hostName: string;
  ledgerName: string;
  locale?: string;
  /** Epoch milliseconds. */
  now: number;
  today: Day;
  connection: Pick<ConnectionRow, 'host' | 'sync' | 'state' | 'trouble' | 'user' | 'companyName' | 'companyCurrency' | 'referenceAt'>;
  look: CheckUpLook;
  /** Kinds of documents that go to the ledger on this connection. */
  kinds: readonly DocumentKind[];
  /** Are documents booked in journals? */
  journals: boolean;
  /** Do lines become items of the ledger, and do those need a code? */
  makesItems: boolean;
  itemsNeedCode: boolean;
  /** What the ledger defines with the mappings, and what the host does. */
  table: MappingTable;
  hostReference: readonly HostReferenceItem[];
  periods: readonly Period[];
  missing: readonly ReferenceKind[];
  rights: readonly SeenRight[];
  unsent: readonly UnsentDocument[];
  /** Was the host's list of documents ever read? */
  listed: boolean;
  /** Was something booked on this connection? */
  booked: boolean;
  access: readonly { origin: string; granted: boolean }[];
  /** What is left of each system's day, where it names a limit, and what the unsent documents will take of it. */
  days: readonly (DayLeft & { system: string; needed: number })[];
}

export const sideOf = (kind: DocumentKind): Exclude<Side, 'both'> => (kind === 'invoice' ? 'sales' : 'purchase');

/** The sides that documents go over on. */
export const sidesOf = ({ kinds }: Pick<CheckFacts, 'kinds'>): Exclude<Side, 'both'>[] => kinds.map(sideOf);

export const settingOf = ({ look }: Pick<CheckFacts, 'look'>, id: HostSettingId): HostSetting | null => look.survey?.settings.find((setting) => setting.id === id) ?? null;

/** Currencies of what is to be sent, the company's own among them. */
export const currenciesOf = ({ unsent, connection }: Pick<CheckFacts, 'unsent' | 'connection'>): string[] =>
  [...new Set([connection.companyCurrency ?? '', ...unsent.map(({ currency }) => currency)])].filter((code) => code !== '').sort();

/** "120 products and 4 documents": how much of the host was looked at. */
export function lookedAt({ products, more, documents }: HostSurvey): string {
  const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return `${more ? 'the first ' : ''}${some(products, 'product', 'products')} and ${some(documents, 'document', 'documents')}`;
}

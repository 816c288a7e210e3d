import { labelOf, mappingKindSchema, mappingKinds, shownCode, type MappingKind, type ReferenceItem } from '../model/reference';
import type { Mapping } from '../model/mapping';
import { plainCode } from './alike';
import type { FileRow, RefusedRow } from './csv';
import { isUsable, kindNames } from './kinds';
import { foldName } from './table';

/** A mapping there is already. */
export type Existing = Mapping & { hostName?: string | undefined; ledgerName?: string | undefined };

/** What a row of the file does. `replaces`: what is there under its name, in whatever spelling. */
export interface ImportStep {
  line: number;
  change: 'add' | 'change' | 'same';
  kind: MappingKind;
  host: string;
  hostName: string;
  ledger: string;
  ledgerName: string | undefined;
  replaces: Existing[];
}

export interface ImportPlan {
  steps: ImportStep[];
  refused: RefusedRow[];
}

/** What an import is judged by. */
export interface ImportContext {
  existing: readonly Existing[];
  reference: readonly ReferenceItem[];
  ledgerName: string;
}

const longest = 500;
const isLinked = (kind: MappingKind): boolean => kind === 'contact' || kind === 'product';
/** Names of contacts and products are ids: they are the same only to the letter. */
const keyOf = (kind: MappingKind, host: string): string => `${kind}\n${isLinked(kind) ? host : foldName(host)}`;

/** The ledger's value a row names: by code, by id, or by a name that only one has. */
function itemOf(kind: MappingKind, ledger: string, items: readonly ReferenceItem[]): ReferenceItem | undefined {
  const ofKind = items.filter((item) => item.kind === kind);
  const named = ofKind.filter(({ name }) => foldName(name) === foldName(ledger));
  return ofKind.find(({ code }) => code === ledger) ?? ofKind.find(({ id }) => id === ledger) ?? (named.length === 1 ? named[0] : undefined);
}

/** Why the ledger has no such value; spreadsheets take zeros away from the beginning of codes. */
function unknown(kind: MappingKind, ledger: string, { reference, ledgerName }: ImportContext): string {
  const near = reference.filter((item) => item.kind === kind && shownCode(item) !== '' && plainCode(item.code) === plainCode(ledger));
  const hint = near.length === 1 && near[0] ? ` Is ${near[0].code} meant? Spreadsheets drop zeros at the beginning; save the column as text.` : '';
  return `${ledgerName} has no ${kindNames[kind].one} "${ledger}".${hint}`;
}

/** What importing the rows would do, a step each, and which rows are refused and why. What the file leaves out stays as it is. Pure. */
export function planImport(rows: readonly FileRow[], context: ImportContext): ImportPlan {
  const { existing, reference } = context;
  const there = new Map<string, Existing[]>();
  for (const mapping of existing) there.set(keyOf(mapping.kind, mapping.host), [...(there.get(keyOf(mapping.kind, mapping.host)) ?? []), mapping]);
  const lines = new Map<string, number>();
  const steps: ImportStep[] = [];
  const refused: RefusedRow[] = [];

  const judge = ({ line, kind: written, host, hostName, ledger }: FileRow): ImportStep | string => {
    const parsed = mappingKindSchema.safeParse(written);
    if (!parsed.success) return `There is no kind "${written}". Kinds are ${mappingKinds.join(', ')}.`;
    const kind = parsed.data;
    if (host === '') return `It does not say which ${kindNames[kind].one} is meant: the column "host" is empty.`;
    if (host.length > longest || ledger.length > longest) return `A value is longer than ${longest} characters.`;
    const before = lines.get(keyOf(kind, host));
    if (before !== undefined) return `The ${kindNames[kind].one} "${host}" stands on line ${before} already.`;
    lines.set(keyOf(kind, host), line);
    if (ledger === '') return 'The column "ledger" is empty. Nothing is removed by an import.';
    const replaces = there.get(keyOf(kind, host)) ?? [];
    if (replaces.some(({ origin }) => origin === 'policy')) return 'Your company\'s policy sets this mapping.';
    const item = isLinked(kind) ? undefined : itemOf(kind, ledger, reference);
    if (!isLinked(kind) && !item) return unknown(kind, ledger, context);
    if (item && !isUsable(item, host)) return `The ${kindNames[kind].one} ${item.code} cannot be used here.`;
    const value = item?.code ?? ledger;
    const [own] = replaces;
    const isSame = own?.ledger === value && replaces.length === 1;
    return {
      line, kind, host: own && isSame ? own.host : host, hostName: hostName || own?.hostName || '', ledger: value, ledgerName: item ? labelOf(item) : own?.ledger === value ? own.ledgerName : undefined,
      change: isSame ? 'same' : own ? 'change' : 'add', replaces,
    };
  };
  for (const row of rows) {
    const judged = judge(row);
    if (typeof judged === 'string') refused.push({ line: row.line, reason: judged });
    else steps.push(judged);
  }
  return { steps, refused };
}

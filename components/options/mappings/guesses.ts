import { isUsable } from '../../../lib/mapping/kinds';
import { suggest, type Evidence } from '../../../lib/mapping/suggest';
import type { ReferenceItem } from '../../../lib/model/reference';
import { isAbout, jobsFor, sideOf, type HeldGap, type LineSide } from './gaps';
import { isGap, type MappingData, type MappingLine } from './line';
import { valueOf } from './values';

/** What may stand there, to choose a suggestion from. Of VAT codes only those that agree with rate and side, none with reverse charge. */
function candidatesOf(line: MappingLine, sides: ReadonlySet<LineSide>, { table }: MappingData): readonly ReferenceItem[] {
  const { kind, host, suggestions } = line;
  if (kind === 'contact' || kind === 'product' || kind === 'currency' || kind === 'journal') return [];
  if (kind === 'taxCode') return suggestions.filter(({ reverseCharge }) => !reverseCharge);
  const usable = table.items(kind).filter((item) => isUsable(item, host));
  if (kind !== 'account' || sides.size !== 1) return usable;
  return usable.filter(({ use }) => use === undefined || use === (sides.has('sales') ? 'revenue' : 'cost'));
}

const sidesFor = ({ side }: MappingLine): LineSide[] => (side ? [side] : ['sales', 'purchase']);

/** What the line's own value is learned under. */
const ownClues = (line: MappingLine, data: MappingData): string[] =>
  line.key.startsWith('default/') ? [] : sidesFor(line).map((side) => `value/${side}/${valueOf(line, data)?.id ?? line.host}`);

function cluesOf(line: MappingLine, held: readonly HeldGap[], data: MappingData): string[] {
  const sides = sidesFor(line);
  const value = valueOf(line, data);
  const own = ownClues(line, data);
  const rates = value?.percentage === undefined || line.kind !== 'taxCode' ? [] : sides.map((side) => `rate/${side}/${value.percentage}`);
  const ofHeld = held.filter((one) => isAbout(line, one));
  const hosts = new Set(ofHeld.map(({ gap }) => gap.host));
  const remembered = jobsFor(line, ofHeld).flatMap((job) => job.clues ?? []).filter(({ kind, host }) => kind === line.kind && hosts.has(host));
  return [...new Set([...own, ...rates, ...remembered.flatMap(({ clues }) => clues)])];
}

/** The clues that suggestions for these lines are made from, and that tell how often matched values were used: what is to be looked up. Pure. */
export const cluesFor = (lines: readonly MappingLine[], data: MappingData, held: readonly HeldGap[]): string[] => [
  ...new Set(lines.flatMap((line) => (isGap(line) ? cluesOf(line, held, data) : line.mapping ? [] : ownClues(line, data)))),
];

/** Of a value that is matched by itself nothing else counts its uses. */
function withUses(line: MappingLine, data: MappingData, evidence: readonly Evidence[]): MappingLine {
  if (line.mapping || !line.ledger) return line;
  const clues = ownClues(line, data);
  const documents = evidence.filter(({ kind, clue, ledger }) => kind === line.kind && ledger === line.ledger?.code && clues.includes(clue)).reduce((sum, row) => sum + row.documents, 0);
  return documents === 0 ? line : { ...line, documents };
}

function sidesOf(line: MappingLine, held: readonly HeldGap[]): Set<LineSide> {
  if (line.side) return new Set([line.side]);
  if (line.host === '*sales') return new Set(['sales']);
  if (line.host === '*purchase') return new Set(['purchase']);
  return new Set(jobsFor(line, held).map(sideOf));
}

/** The gaps of one kind with what they may be, likeliest first, by what was booked before and by what they are called; and how often matched values were used. Pure. */
export function withSuggestions(lines: readonly MappingLine[], data: MappingData, held: readonly HeldGap[], evidence: readonly Evidence[]): MappingLine[] {
  const siblings = lines.flatMap(({ ledger, code, kind, origin }) => {
    const item = ledger && code && origin !== 'default' && kind !== 'contact' && kind !== 'product' ? data.table.item(kind, ledger.code) : null;
    return item && code ? [{ code, item }] : [];
  });
  return lines.map((line) => {
    if (!isGap(line)) return withUses(line, data, evidence);
    const name = line.key.startsWith('default/') ? '' : line.name;
    const [best] = suggest({ kind: line.kind, code: line.code ?? '', name, candidates: candidatesOf(line, sidesOf(line, held), data), clues: cluesOf(line, held, data), siblings }, evidence);
    return best ? { ...line, best } : line;
  });
}

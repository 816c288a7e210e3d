import { gapsOf, namesOfGap, type Gap } from '../../../lib/mapping/held';
import { foldName } from '../../../lib/mapping/table';
import type { Choice, Problem } from '../../../lib/model/problem';
import type { MappingKind } from '../../../lib/model/reference';
import type { JobRow } from '../../../lib/storage/rows';
import { isGap, type MappingData, type MappingLine } from './line';

/** Where the ledger's value for a contact or product is chosen: at the problem that asks for it, since only that knows the candidates. */
export interface Ask {
  job: string;
  problem: string;
  fix: string;
  choices: readonly Choice[];
}

export type LineSide = 'sales' | 'purchase';
export const sideOf = ({ document }: Pick<JobRow, 'document'>): LineSide => (document.kind === 'invoice' ? 'sales' : 'purchase');

/** A value that documents wait for, by all its names, and those documents. */
export interface HeldGap {
  gap: Gap;
  names: ReadonlySet<string>;
  rate: string | undefined;
  jobs: JobRow[];
}

/** Jobs of a connection that wait for values without a match. Pure. */
export const heldJobs = (jobs: readonly JobRow[], connection: string): JobRow[] =>
  jobs.filter((job) => job.connection === connection && job.state === 'blocked' && gapsOf(job.problems).length > 0);

/** What they wait for, each value once. Pure. */
export function heldGaps(jobs: readonly JobRow[], { hostReference }: Pick<MappingData, 'hostReference'>): HeldGap[] {
  const found = new Map<string, HeldGap>();
  for (const job of jobs) {
    for (const gap of gapsOf(job.problems)) {
      const key = `${gap.kind}\n${foldName(gap.host)}`;
      const known = found.get(key) ?? { gap, ...namesOfGap(gap, hostReference), jobs: [] };
      known.jobs.push(job);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** Is it what the line is about? One of a default is only its own. */
export function isAbout(line: MappingLine, { gap, names, rate }: Pick<HeldGap, 'gap' | 'names' | 'rate'>): boolean {
  if (gap.kind !== line.kind) return false;
  if (line.key.startsWith('default/')) return foldName(gap.host) === foldName(line.host);
  return names.has(foldName(line.host)) || (line.kind === 'taxCode' && rate !== undefined && line.host === rate);
}

/** The documents that wait for a line's value, each once. Pure. */
export const jobsFor = (line: MappingLine, held: readonly HeldGap[]): JobRow[] => [
  ...new Set(held.filter((one) => isAbout(line, one)).flatMap(({ jobs }) => jobs.filter((job) => line.side === null || line.side === sideOf(job)))),
];

function askOf(job: JobRow, { kind, host }: Gap): Ask | undefined {
  const asks = (problem: Problem) => problem.fixes.flatMap(({ id, action, choices }) => (action.type === 'map' && action.kind === kind && action.host === host && choices ? [{ job: job.id, problem: problem.code, fix: id, choices }] : []));
  return job.problems.flatMap(asks)[0];
}

/** A value that only documents tell of: it is listed nowhere, and they wait for it. */
function toldLine({ gap: { kind, host }, jobs }: HeldGap): MappingLine {
  const [job] = jobs;
  const rate = kind === 'taxCode' && /^\d/.test(host);
  const name = kind === 'contact' ? job?.title?.contact || host : rate ? `Lines with ${host} %` : host;
  const linked = kind === 'contact' || kind === 'product';
  const ask = linked && job ? askOf(job, { kind, host }) : undefined;
  return { key: `held/${host}`, kind, host, name, detail: '', side: null, state: 'gap', ledger: null, origin: null, hint: '', suggestions: [], mapping: null, held: jobs.length, ...(ask && { ask }) };
}

/** The lines with how many documents each holds up, and the values that documents alone tell of; gaps first, those that hold up most before. Pure. */
export function withHeld(lines: readonly MappingLine[], kind: MappingKind, held: readonly HeldGap[]): MappingLine[] {
  const ofKind = held.filter(({ gap }) => gap.kind === kind);
  const counted = lines.map((line): MappingLine => {
    const count = jobsFor(line, ofKind).length;
    return count === 0 ? line : { ...line, held: count, state: line.state === 'open' ? 'gap' : line.state };
  });
  const told = ofKind.filter((one) => !lines.some((line) => isAbout(line, one))).map(toldLine);
  const all = [...told, ...counted];
  return [...all.filter(isGap).sort((a, b) => (b.held ?? 0) - (a.held ?? 0)), ...all.filter((line) => !isGap(line))];
}

/** One measured ratio. */
export interface BenchRow {
  name: string;
  value: number;
  /** The value to reach, and on which side of it to stay. */
  target?: { atLeast: number } | { atMost: number };
  /** How it came about, in one sentence. */
  how: string;
}

export const isMet = ({ value, target }: BenchRow): boolean | null =>
  target === undefined ? null : 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;

const targetText = ({ target }: BenchRow): string => (target === undefined ? '–' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`);
const metText = (row: BenchRow): string => ({ true: 'met', false: '**missed**', null: '' })[String(isMet(row)) as 'true' | 'false' | 'null'];

/** The table as it stands in the README. */
export const tableOf = (rows: readonly BenchRow[]): string =>
  ['| What | Ratio | Target | | How it is measured |', '| --- | ---: | ---: | --- | --- |', ...rows.map((row) => `| ${row.name} | ${row.value.toFixed(3)} | ${targetText(row)} | ${metText(row)} | ${row.how} |`)].join('\n');

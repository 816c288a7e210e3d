import { badRequest } from '../refusal';

export type Literal =
  | { kind: 'guid'; value: string }
  | { kind: 'datetime'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'int' | 'long'; value: bigint }
  | { kind: 'double'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' };

export type Token = { at: number } & ({ kind: 'name'; name: string } | { kind: '(' | ')' | ',' } | { kind: 'literal'; literal: Literal } | { kind: 'end' });

const patterns: [RegExp, (match: RegExpExecArray, at: number) => Omit<Token, 'at'> | null][] = [
  [/\s+/y, () => null],
  [/guid'([^']*)'/y, ([, value = ''], at) => ({ kind: 'literal', literal: { kind: 'guid', value: guid(value, at) } })],
  [/datetime'([^']*)'/y, ([, value = ''], at) => ({ kind: 'literal', literal: { kind: 'datetime', value: datetime(value, at) } })],
  [/'((?:[^']|'')*)'/y, ([, value = '']) => ({ kind: 'literal', literal: { kind: 'string', value: value.replaceAll("''", "'") } })],
  [/-?\d+L\b/iy, ([value]) => ({ kind: 'literal', literal: { kind: 'long', value: BigInt(value.slice(0, -1)) } })],
  [/-?\d+(?:(?:\.\d+)?[dm]\b|\.\d+)/iy, ([value]) => ({ kind: 'literal', literal: { kind: 'double', value: value.replace(/[dm]$/i, '') } })],
  [/-?\d+\b/y, ([value], at) => ({ kind: 'literal', literal: { kind: 'int', value: int32(value, at) } })],
  [/true\b|false\b/y, ([value]) => ({ kind: 'literal', literal: { kind: 'boolean', value: value === 'true' } })],
  [/null\b/y, () => ({ kind: 'literal', literal: { kind: 'null' } })],
  [/[A-Za-z_][A-Za-z0-9_/]*/y, ([name]) => ({ kind: 'name', name })],
  [/[(),]/y, ([sign]) => ({ kind: sign as '(' })],
];

function guid(value: string, at: number): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw badRequest(`Unrecognized 'Edm.Guid' literal 'guid'${value}'' in '${at}'.`);
  return value.toLowerCase();
}

/** A date alone is taken by some endpoints and not by others; clients have to write the time. */
function datetime(value: string, at: number): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?$/.test(value) ? Date.parse(`${value}Z`) : Number.NaN;
  if (Number.isNaN(time)) throw badRequest(`Unrecognized 'Edm.DateTime' literal 'datetime'${value}'' in '${at}'.`);
  return time;
}

function int32(value: string, at: number): bigint {
  const number = BigInt(value);
  if (number > 2147483647n || number < -2147483648n) throw badRequest(`Unrecognized 'Edm.Int32' literal '${value}' in '${at}'.`);
  return number;
}

export function tokens(filter: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const before = at;
    for (const [pattern, make] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(filter);
      if (!match) continue;
      const token = make(match, at);
      if (token) found.push({ ...token, at } as Token);
      at += match[0].length;
      break;
    }
    if (at === before) throw badRequest(`Syntax error '${filter[at]}' at position ${at}.`);
  }
  found.push({ kind: 'end', at });
  return found;
}

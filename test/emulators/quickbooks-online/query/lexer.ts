import { refusal } from '../refusal';

/** As the service's own parser names them. */
export type Kind = 'EOF' | 'STRING' | 'INTEGER' | 'BOOLEAN' | 'IDENTIFIER' | Keyword | '(' | ')' | ',' | '*' | '=' | '<' | '>' | '<=' | '>=';
export type Keyword = 'select' | 'count' | 'from' | 'where' | 'and' | 'in' | 'like' | 'orderby' | 'asc' | 'desc' | 'startposition' | 'maxresults';

export interface Token {
  kind: Kind;
  /** As it stands in the statement. */
  image: string;
  /** From 1. */
  column: number;
}

const keywords: ReadonlySet<string> = new Set(['select', 'count', 'from', 'where', 'and', 'in', 'like', 'orderby', 'asc', 'desc', 'startposition', 'maxresults']);

const blank = /[ \t\r\n]+/y;
const patterns: readonly [Kind, RegExp][] = [
  ['STRING', /'(?:[^'\\]|\\.)*'/sy],
  ['INTEGER', /-?\d+(?![\w.])/y],
  ['IDENTIFIER', /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['<=', /<=/y],
  ['>=', />=/y],
  ['=', /[=<>(),*]/y],
];

function kindOf(kind: Kind, image: string): Kind {
  if (kind === '=') return image as Kind;
  const word = image.toLowerCase();
  if (kind !== 'IDENTIFIER') return kind;
  if (word === 'true' || word === 'false') return 'BOOLEAN';
  return keywords.has(word) ? (word as Keyword) : kind;
}

const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code > 126 || code < 32 ? `\\u${code.toString(16).padStart(4, '0')}` : character.replace(/["'\\]/, '\\$&');
};

function lexicalError(statement: string, at: number) {
  const open = statement[at] === "'";
  const character = statement[open ? statement.length : at];
  const what = character === undefined ? '<EOF>' : `"${shown(character)}" (${character.codePointAt(0)}),`;
  const column = (open ? statement.length : at) + 1;
  return refusal('4000', 'Error parsing query', `Invalid content. Lexical error at line 1, column ${column}.  Encountered: ${what} after : "${open ? statement.slice(at).replace(/./gsu, shown) : ''}"`);
}

/** One token after the other, as the parser asks for them: what stands behind an error is never looked at. Throws 4000. */
export function* tokensOf(statement: string): Generator<Token, never> {
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    at += blank.exec(statement)?.[0].length ?? 0;
    if (at >= statement.length) break;
    const found = patterns.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at;
      const image = pattern.exec(statement)?.[0];
      return image === undefined ? [] : [{ kind: kindOf(kind, image), image, column: at + 1 }];
    })[0];
    if (!found) throw lexicalError(statement, at);
    yield found;
    at += found.image.length;
  }
  for (;;) yield { kind: 'EOF', image: '', column: statement.length };
}

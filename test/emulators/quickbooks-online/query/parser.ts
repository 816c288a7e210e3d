import { refusal, type Refusal } from '../refusal';
import { tokensOf, type Kind, type Token } from './lexer';

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'in' | 'like';
/** The text for LIKE keeps its escapes. */
export type Literal = { type: 'text'; value: string } | { type: 'boolean'; value: boolean };

export interface Condition {
  property: string;
  operator: Operator;
  /** One, or for IN any number. */
  literals: Literal[];
}

export interface Statement {
  select: '*' | 'count' | string[];
  entity: string;
  conditions: Condition[];
  order: { property: string; descending: boolean } | null;
  start: number | null;
  most: number | null;
}

const operators: readonly Kind[] = ['=', '<', '>', '<=', '>=', 'in', 'like'];

/** How the parser names a kind of token. */
const image = (kind: Kind): string => (/^[A-Z]+$/.test(kind) || kind === 'and' ? `<${kind.toUpperCase()}>` : `"${kind}"`);

function unexpected(token: Token, expected: readonly Kind[]): Refusal {
  const met = token.kind === 'EOF' ? '"<EOF>"' : `" ${image(token.kind)} "${token.image} ""`;
  const list = expected.map((kind) => `    ${image(kind)} ${kind === 'EOF' ? '' : '...'}\n`).join('');
  return refusal('4000', 'Error parsing query', `QueryParserError: Encountered ${met} at line 1, column ${token.column}.\nWas expecting${expected.length > 1 ? ' one of' : ''}:\n${list}    `);
}

class Parser {
  private readonly tokens: Generator<Token, never>;
  private token: Token;

  constructor(statement: string) {
    this.tokens = tokensOf(statement);
    this.token = this.tokens.next().value;
  }

  private take(...expected: Kind[]): Token {
    const { token } = this;
    if (!expected.includes(token.kind)) throw unexpected(token, expected);
    if (token.kind !== 'EOF') this.token = this.tokens.next().value;
    return token;
  }

  private has(kind: Kind): boolean {
    if (this.token.kind !== kind) return false;
    this.take(kind);
    return true;
  }

  statement(): Statement {
    this.take('select');
    const select = this.selection();
    this.take('from');
    const entity = this.take('IDENTIFIER').image;
    // What may still follow, in this order.
    const left: Kind[] = ['where', 'orderby', 'startposition', 'maxresults'];
    const found: Statement = { select, entity, conditions: [], order: null, start: null, most: null };
    for (;;) {
      const { kind } = this.take('EOF', ...(found.conditions.length > 0 && left[0] === 'orderby' ? (['and', ...left] as Kind[]) : left));
      if (kind === 'EOF') return found;
      if (kind !== 'and') left.splice(0, left.indexOf(kind) + 1);
      if (kind === 'where' || kind === 'and') found.conditions.push(this.condition());
      if (kind === 'orderby') found.order = this.order();
      if (kind === 'startposition') found.start = Number(this.take('INTEGER').image);
      if (kind === 'maxresults') found.most = Number(this.take('INTEGER').image);
    }
  }

  private selection(): Statement['select'] {
    const first = this.take('*', 'count', 'IDENTIFIER');
    if (first.kind === '*') return '*';
    if (first.kind === 'count') {
      this.take('(');
      this.take('*');
      this.take(')');
      return 'count';
    }
    const fields = [first.image];
    while (this.has(',')) fields.push(this.take('IDENTIFIER').image);
    return fields;
  }

  private condition(): Condition {
    const property = this.take('IDENTIFIER').image;
    const operator = this.take(...operators).kind as Operator;
    if (operator !== 'in') return { property, operator, literals: [this.literal(operator)] };
    this.take('(');
    const literals = [this.literal(operator)];
    while (this.take(',', ')').kind === ',') literals.push(this.literal(operator));
    return { property, operator, literals };
  }

  private literal(operator: Operator): Literal {
    const token = operator === 'like' ? this.take('STRING') : this.take('STRING', 'BOOLEAN');
    if (token.kind === 'BOOLEAN') return { type: 'boolean', value: token.image.toLowerCase() === 'true' };
    const quoted = token.image.slice(1, -1);
    return { type: 'text', value: operator === 'like' ? quoted : quoted.replace(/\\(.)/gs, '$1') };
  }

  private order(): Statement['order'] {
    const property = this.take('IDENTIFIER').image;
    const descending = this.has('desc');
    if (!descending) this.has('asc');
    return { property, descending };
  }
}

/** Reads a statement of the query language. Throws 4000. */
export const parseStatement = (statement: string): Statement => new Parser(statement).statement();

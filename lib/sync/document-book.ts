import { inOrder, lineOf, type DocumentFacts, type DocumentLine } from './document-lines';

/** Where a line stands depends on these alone. */
const placeOf = ({ row }: DocumentLine): string => `${row.date} ${row.number}`;

/**
 * The lines of a connection's documents, newest first. A change of one document makes one line anew; the others stay the very
 * same objects, so that whoever draws them need not look at them again.
 */
export class DocumentBook {
  private sorted: DocumentLine[] = [];
  private readonly places = new Map<string, number>();
  /** Lines made since the book was opened. */
  rebuilt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  get lines(): readonly DocumentLine[] {
    return this.sorted;
  }

  /** Everything anew. */
  load(all: Iterable<DocumentFacts>): void {
    const lines: DocumentLine[] = [];
    for (const facts of all) {
      const line = this.make(facts);
      if (line) lines.push(line);
    }
    this.put(lines.sort(inOrder));
  }

  /** The documents of these keys as they are now. */
  apply(changed: ReadonlyMap<string, DocumentFacts>): void {
    const next = [...this.sorted];
    const gone = new Set<number>();
    const added: DocumentLine[] = [];
    for (const [key, facts] of changed) {
      const place = this.places.get(key);
      const line = this.make(facts);
      const before = place === undefined ? undefined : next[place];
      if (line && place !== undefined && before && placeOf(before) === placeOf(line)) next[place] = line;
      else {
        if (place !== undefined) gone.add(place);
        if (line) added.push(line);
      }
    }
    if (gone.size === 0 && added.length === 0) this.sorted = next;
    else this.put([...next.filter((_, place) => !gone.has(place)), ...added].sort(inOrder));
  }

  private make(facts: DocumentFacts): DocumentLine | null {
    const line = lineOf(facts, this.now());
    if (line) this.rebuilt += 1;
    return line;
  }

  private put(lines: DocumentLine[]): void {
    this.sorted = lines;
    this.places.clear();
    lines.forEach(({ row }, place) => this.places.set(row.key, place));
  }
}

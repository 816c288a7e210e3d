import { Fragment, type ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useVirtualRows } from './useVirtualRows';

/** Goes on the `tr` of each row: its place among all, for those who cannot see it, and for measuring. */
export interface RowAttributes {
  'aria-rowindex': number;
  'data-index': number;
}

interface VirtualTableProps {
  class: string;
  label: string;
  /** The row of headings, within `thead`. */
  head: ComponentChildren;
  columns: number;
  count: number;
  /** Height of a usual row in pixels. */
  height: number;
  keyOf: (index: number) => string | number;
  /** Draws a row: a `tr` with the attributes, and after it, where it has more to show, `tr`s without. */
  draw: (index: number, attributes: RowAttributes) => ComponentChildren;
  /** Called with the first and the last row drawn, for those whose rows are read as they come in sight. */
  onRange?: (first: number, last: number) => void;
  /** Up to so many rows all are drawn, and the browser's own search finds them all. */
  wholeUpTo?: number;
}

/** Rows that are drawn whole where a table does not say. */
const usuallyWhole = 100;

/**
 * A table of any length: with many rows it scrolls by itself, under its headings, and only what is in sight is drawn.
 *
 *     <VirtualTable class="documents" label="Documents" columns={6} height={45} head={<tr>…</tr>} count={rows.length}
 *       keyOf={(index) => rows[index].key} draw={(index, attributes) => <tr {...attributes}>…</tr>} />
 *
 * It stays a table: `aria-rowcount` says how many rows there are, `aria-rowindex` which one each is. The row with the focus is
 * kept while others scroll by. Rows may be of any height, and may change it.
 */
export function VirtualTable(props: VirtualTableProps) {
  return props.count > (props.wholeUpTo ?? usuallyWhole) ? <Windowed {...props} /> : <Whole {...props} />;
}

const attributesOf = (index: number): RowAttributes => ({ 'aria-rowindex': index + 2, 'data-index': index });

function Whole({ class: name, label, head, count, keyOf, draw, onRange }: VirtualTableProps) {
  useEffect(() => onRange?.(0, count - 1), [count]);
  return (
    <div class="scroll">
      <table class={name} aria-label={label}>
        <thead>{head}</thead>
        <tbody>
          {Array.from({ length: count }, (_, index) => (
            <Fragment key={keyOf(index)}>{draw(index, attributesOf(index))}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Windowed({ class: name, label, head, columns, count, height, keyOf, draw, onRange }: VirtualTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, total, onFocus } = useVirtualRows({ count, height, scroller });
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, count]);

  const indexOf = (target: EventTarget | null): number | null => {
    let row = target instanceof Element ? target.closest<HTMLElement>('tbody > tr') : null;
    while (row && row.dataset['index'] === undefined) row = row.previousElementSibling as HTMLElement | null;
    return row ? Number(row.dataset['index']) : null;
  };
  let end = 0;
  const space = (key: string, pixels: number) => pixels > 0 && <tr key={key} data-space="" aria-hidden="true"><td aria-hidden="true" colSpan={columns} style={{ height: `${pixels}px` }} /></tr>;
  return (
    <div ref={scroller} class="scroll tall" tabIndex={0} role="region" aria-label={label} onFocusIn={(event) => onFocus(indexOf(event.target))} onFocusOut={() => onFocus(null)}>
      <table class={name} aria-label={label} aria-rowcount={count + 1}>
        <thead>{head}</thead>
        <tbody>
          {items.map(({ index, start, end: next }) => {
            const gap = start - end;
            end = next;
            return (
              <Fragment key={keyOf(index)}>
                {space(`before ${index}`, gap)}
                {draw(index, attributesOf(index))}
              </Fragment>
            );
          })}
          {space('after', total - end)}
        </tbody>
      </table>
    </div>
  );
}

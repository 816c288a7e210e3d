import { useState } from 'preact/hooks';
import type { BookmarkedKind } from '../../../lib/settings';
import type { HostReferenceRow } from '../../../lib/storage/rows';
import { bookmarkName, bookmarksFor } from '../../shared/bookmarks';

interface BookmarkChoiceProps {
  kind: BookmarkedKind;
  values: readonly HostReferenceRow[];
  /** Its id; empty for none. */
  value: string;
  onChange: (id: string) => void;
}

const byNumber = '#';

/** The bookmark that limits a kind: from the list, or by its number where it is not listed. */
export function BookmarkChoice({ kind, values, value, onChange }: BookmarkChoiceProps) {
  const listed = bookmarksFor(values, kind);
  const [isTyped, setTyped] = useState(false);
  const choose = (id: string) => {
    setTyped(id === byNumber);
    onChange(id === byNumber ? '' : id);
  };
  const isStray = value !== '' && !isTyped && listed.every(({ id }) => id !== value);
  const chosen = isTyped ? byNumber : value;
  return (
    <>
      <select class="field-control bookmark" aria-label={`Bookmark of ${kind}`} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="" selected={chosen === ''}>
          all of them
        </option>
        {[...listed, ...(isStray ? [{ id: value, name: bookmarkName(values, value) }] : [])].map(({ id, name }) => (
          <option key={id} value={id} selected={chosen === id}>
            {`only in ${name}`}
          </option>
        ))}
        <option value={byNumber} selected={chosen === byNumber}>
          a bookmark by its number…
        </option>
      </select>
      {isTyped && <input class="field-control bookmark" type="text" inputMode="numeric" autocomplete="off" aria-label={`Number of the bookmark of ${kind}`} placeholder="Number" value={value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </>
  );
}

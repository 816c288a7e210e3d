import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Choice } from '../../lib/model/problem';
import { Button } from './Button';

interface ChoiceListProps {
  label: string;
  choices: readonly Choice[];
  busy: boolean;
  onApply: (choice: string, event: Event) => void;
  onCancel: () => void;
}

/** The choices in which every word of the search occurs. */
export function filterChoices(choices: readonly Choice[], search: string): Choice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter((choice) => {
    const text = `${choice.value} ${choice.label} ${choice.detail ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A list to search and choose one from, in place. Enter applies, Escape cancels. */
export function ChoiceList({ label, choices, busy, onApply, onCancel }: ChoiceListProps) {
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState(choices[0]?.value ?? '');
  const input = useRef<HTMLInputElement>(null);
  // At once, so that what is typed right after the press is searched for.
  useLayoutEffect(() => input.current?.focus(), []);

  const shown = filterChoices(choices, search);
  const chosen = shown.some((choice) => choice.value === picked) ? picked : shown[0]?.value;
  const apply = (event: Event) => {
    if (chosen !== undefined && !busy) onApply(chosen, event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      apply(event);
    }
  };

  return (
    <div class="chooser" onKeyDown={onKeyDown}>
      <input
        ref={input}
        class="field-control"
        type="search"
        aria-label="Search"
        placeholder="Search"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <select class="field-control" size={Math.min(6, Math.max(3, choices.length))} aria-label={label} value={chosen} onChange={(event) => setPicked(event.currentTarget.value)}>
        {shown.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === chosen}>
            {choice.detail ? `${choice.label} (${choice.detail})` : choice.label}
          </option>
        ))}
      </select>
      {shown.length === 0 && <div class="soft small">Nothing matches.</div>}
      <div class="chooser-actions">
        <Button small onClick={onCancel}>
          Cancel
        </Button>
        <Button small best disabled={busy || chosen === undefined} onClick={apply}>
          Apply
        </Button>
      </div>
    </div>
  );
}

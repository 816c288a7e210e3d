import type { Tone } from '../../lib/model/view';

/** A state in a list: the word says it, dot and colour repeat it. */
export function Chip({ tone, text }: { tone: Tone; text: string }) {
  return (
    <span class={`chip tone-${tone}`} title={text}>
      <i class="dot" aria-hidden="true" />
      <span class="chip-text">{text}</span>
    </span>
  );
}

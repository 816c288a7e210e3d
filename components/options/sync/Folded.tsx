import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface FoldedProps {
  title: string;
  /** How it stands, to be read without opening it. */
  words: string;
  /** Opened by itself, since something in it is to be mended. */
  needsYou: boolean;
  children: ComponentChildren;
}

/** A part of the settings that is rarely changed: how it stands in one line, the rest on demand. */
export function Folded({ title, words, needsYou, children }: FoldedProps) {
  const [isOpen, setOpen] = useState(needsYou);
  useEffect(() => {
    if (needsYou) setOpen(true);
  }, [needsYou]);
  return (
    <details class="folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{title}</b>
        <span class={needsYou ? 'tone-warn' : 'soft'}>
          {needsYou && <i class="dot" aria-hidden="true" />} {words}
        </span>
      </summary>
      {isOpen && <div class="stack folded-body">{children}</div>}
    </details>
  );
}

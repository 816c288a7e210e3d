import type { ComponentChildren } from 'preact';

/** An empty page says what to do first. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty-page">
      <h2>{title}</h2>
      <div class="soft stack">{children}</div>
    </div>
  );
}

/** A system's own words, behind a fold. A text node: whatever is in it stays text. */
export function Raw({ text, label = 'Details' }: { text: string; label?: string }) {
  return (
    <details class="raw">
      <summary>{label}</summary>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

/** One sentence on what went wrong, read out when it appears. */
export function ErrorLine({ text }: { text: string | null }) {
  return text ? (
    <p class="error-text" role="alert">
      {text}
    </p>
  ) : null;
}

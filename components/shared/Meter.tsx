/** How much of a budget is used: "<ledger>, this minute   18 of 60". */
export function Meter({ label, used, limit }: { label: string; used: number; limit: number }) {
  const share = limit > 0 ? Math.min(1, used / limit) : 0;
  const words = `${count(used)} of ${count(limit)}`;
  return (
    <div class="meter">
      <div class="meter-words">
        <span>{label}</span>
        <span class="soft number">{words}</span>
      </div>
      <div class="meter-track" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={used} aria-valuetext={words}>
        <div class={`meter-fill${share > 0.85 ? ' high' : ''}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

/** Work with an end: done of total, `failed` of those in another colour, or unknown while it is being counted. */
export function Progress({ label, done, total, words, failed = 0 }: { label: string; done: number | null; total: number; words: string; failed?: number }) {
  const known = done !== null && total > 0;
  const value = known ? { 'aria-valuenow': done, 'aria-valuemin': 0, 'aria-valuemax': total } : {};
  return (
    <div class="meter">
      <div class="meter-words">
        <span>{label}</span>
        <span class="soft number">{words}</span>
      </div>
      <div class="meter-track parts-of" role="progressbar" aria-label={label} aria-valuetext={words} {...value}>
        {known ? <div class="meter-fill" style={{ width: `${((done - failed) / total) * 100}%` }} /> : <div class="meter-fill unknown" />}
        {known && failed > 0 && <div class="meter-fill bad" style={{ width: `${(failed / total) * 100}%` }} />}
      </div>
    </div>
  );
}

const count = (value: number): string => new Intl.NumberFormat().format(value);

import { Sparkline } from './Sparkline';

/** Sent since the first of this month, by the user's clock. Pure. */
export function sentThisMonth(times: readonly number[], now: number): number {
  const today = new Date(now);
  const first = new Date(today.getFullYear(), today.getMonth(), 1).getTime();
  return times.filter((at) => at >= first && at <= now).length;
}

interface SentSummaryProps {
  sent: readonly number[];
  needYou: number;
  now: number;
  onNeedYou: () => void;
}

/** How much was done, and how much waits for the user. */
export function SentSummary({ sent, needYou, now, onNeedYou }: SentSummaryProps) {
  return (
    <section>
      <div class="row between">
        <span>
          <b class="figure">{new Intl.NumberFormat().format(sentThisMonth(sent, now))}</b> sent this month
        </span>
        {needYou > 0 ? (
          <a
            class="need-you"
            href="/options.html#/log"
            onClick={(event) => {
              event.preventDefault();
              onNeedYou();
            }}
          >
            <i class="dot" aria-hidden="true" />
            {needYou === 1 ? '1 needs you' : `${needYou} need you`}
          </a>
        ) : (
          <span class="soft">Nothing needs you</span>
        )}
      </div>
      <Sparkline times={sent} now={now} />
    </section>
  );
}

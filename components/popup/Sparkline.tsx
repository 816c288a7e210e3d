import { addDays, dayOf, formatDay } from '../../lib/model/dates';

export const sparkDays = 30;

/** How many were sent on each of the last days, oldest first. Days are the user's own. Pure. */
export function countByDay(times: readonly number[], now: number, days = sparkDays): number[] {
  const startOfToday = new Date(now).setHours(0, 0, 0, 0);
  const counts = Array.from({ length: days }, () => 0);
  for (const at of times) {
    const start = new Date(at).setHours(0, 0, 0, 0);
    // Rounded, since a day with a change of clocks has 23 or 25 hours.
    const index = days - 1 - Math.round((startOfToday - start) / 86_400_000);
    if (index >= 0 && index < days) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

const width = 332;
const height = 44;
const step = width / sparkDays;

/** The last thirty days as bars; an empty day keeps a hair line, so that the month stays readable. */
export function Sparkline({ times, now }: { times: readonly number[]; now: number }) {
  const counts = countByDay(times, now);
  const most = Math.max(1, ...counts);
  const label = `Sent on each of the last ${sparkDays} days, at most ${Math.max(0, ...counts)} a day`;
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} width="100%" height={height} role="img" aria-label={label}>
      {counts.map((count, index) => {
        const tall = count === 0 ? 1.5 : 3 + (count / most) * (height - 4);
        const day = formatDay(addDays(dayOf(now), index - sparkDays + 1));
        return (
          <rect key={index} class={count === 0 ? 'none' : ''} x={index * step + 1} y={height - tall} width={step - 3} height={tall} rx={count === 0 ? 0.75 : 1.5}>
            <title>{`${day}: ${count}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

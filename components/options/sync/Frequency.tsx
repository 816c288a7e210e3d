import { formatMoment, formatTime } from '../../../lib/model/dates';
import { usualMinutes, type Interval } from '../../../lib/sync/interval';
import { Field } from '../Field';

const offered = [5, 10, 15, 30, 60, 120, 240, 720, 1440];

/** "5 minutes", "an hour", "4 hours", "a day". Pure. */
export function spanWords(minutes: number): string {
  if (minutes === 1440) return 'day';
  if (minutes === 60) return 'hour';
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}

/** How often it runs now, and what keeps it from running more often. Pure. */
export function intervalWords({ minutes, wanted, stretchedBy }: Interval): string {
  if (!stretchedBy) return `Runs every ${spanWords(minutes)}.`;
  const { system, limit, left, endsAt, sharers } = stretchedBy;
  const shared = sharers > 1 ? `, shared by ${sharers} connections` : '';
  return `Runs every ${spanWords(minutes)} for now instead of every ${spanWords(wanted)}: ${system} allows ${limit} requests a day${shared}, ${left} of them are left until ${formatTime(endsAt)}, and most of these are kept for sending.`;
}

interface FrequencyProps {
  minutes: number | undefined;
  interval: Interval | null;
  nextRunAt: number | undefined;
  now: number;
  onChange: (minutes: number | undefined) => void;
}

/** How often a connection synchronizes by itself: as wanted, and as the limits let it. */
export function Frequency({ minutes = usualMinutes, interval, nextRunAt, now, onChange }: FrequencyProps) {
  const choices = offered.includes(minutes) ? offered : [...offered, minutes].sort((a, b) => a - b);
  const next = nextRunAt === undefined ? '' : nextRunAt <= now ? ' The next run is due now.' : ` Next run: ${formatMoment(nextRunAt, now)}.`;
  return (
    <Field label="How often" hint={interval && `${intervalWords(interval)}${next}`}>
      {(attributes) => (
        <select {...attributes} value={String(minutes)} onChange={(event) => onChange(Number(event.currentTarget.value) === usualMinutes ? undefined : Number(event.currentTarget.value))}>
          {choices.map((each) => (
            <option key={each} value={String(each)} selected={each === minutes}>
              {`Every ${spanWords(each)}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

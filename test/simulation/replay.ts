import { parseArgs } from 'node:util';
import { check, describeFailure, scheduleOf } from './check';
import { simulate } from './simulate';

/** npm run simulate -- --seed N: replays one schedule. --count M: runs M of them, from seed N on. */
const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1' } } });
const [first, count] = [Number(values.seed), Number(values.count)];
const say = (text: string) => process.stdout.write(`${text}\n`);

if (count === 1) {
  const outcome = await simulate(scheduleOf(first)).catch(() => null);
  say(JSON.stringify(scheduleOf(first)));
  for (const line of outcome?.trace ?? []) say(line);
}
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const failure = await check(seed);
  if (failure) {
    failed += 1;
    say(describeFailure(failure));
  }
}
say(`${count - failed} of ${count} schedules held`);
process.exitCode = failed === 0 ? 0 : 1;

import { ledgerOf } from '../../lib/ledgers';
import { LedgerbarDatabase } from '../../lib/storage/database';
import type { ConnectionRow } from '../../lib/storage/rows';
import { connect } from '../../lib/sync/connect';
import { synchronize } from '../../lib/sync/synchronize';
import { isRequest } from '../emulators/core/faults';
import { doubledMasters, duplicates, resting, settled } from './invariants';
import { Network, type NetworkOptions, type Trouble } from './network';
import { installPlatform } from './platform';
import { Profile } from './profile';
import { createRandom } from './random';
import type { PlannedAction, Schedule } from './schedule';
import { edit, numberOf, setStage, start, type Stage } from './stage';
import { Timeline } from './timeline';
import { bookedAs } from '../support/ledgers';
import { redirectUri, type WorldOptions } from '../support/world';

export interface Outcome {
  /** What was wrong; empty when all held. */
  wrong: string[];
  /** What happened, a line each, with the virtual time in seconds. */
  trace: string[];
  kills: number;
  requests: number;
  /** Moments at which a worker could have been killed. */
  steps: number;
}

const second = 1_000;
/** For so long after the last thing anybody does a worker may still die: until after twins were looked for. */
const mortal = 160 * second;
/** Work that is due at once is begun, not waited for; a few times it becomes due in between. */
const mostHurries = 200;
/** The longest a user would wait for anything to settle by itself. */
const patience = 3 * 3_600 * second;

export interface Watched {
  stage: Stage;
  profiles: readonly Profile[];
  timeline: Timeline;
}

export interface Hooks {
  /** Changes the systems before anything runs. */
  prepare?(stage: Stage): void;
  /** Told of everything that happens, each step of a worker included, and may meddle. */
  watch?(what: string, world: Watched): void;
  /** Looks at what is there in the end; what it returns is wrong too. */
  inspect?(stage: Stage, storage: ReadonlyMap<string, LedgerbarDatabase>): Promise<string[] | void>;
  /** False where documents may end blocked: only the invariants count then. */
  mustEndBooked?: boolean;
  world?: WorldOptions;
}

/** Runs a schedule in virtual time: the real sync, net and storage against both emulators. The same schedule always runs the same. */
export async function simulate(schedule: Schedule, hooks: Hooks = {}): Promise<Outcome> {
  const timeline = new Timeline(start);
  const random = createRandom(schedule.seed);
  const trace: string[] = [];
  const wrong = new Set<string>();
  const profiles: Profile[] = [];
  const tell = (what: string) => hooks.watch?.(what, { stage, profiles, timeline });
  const say = (what: string) => {
    trace.push(`${((timeline.now() - start) / second).toFixed(3)} ${what}`);
    tell(what);
  };
  const names = Array.from({ length: schedule.browsers }, (_, index) => `browser${index + 1}`);
  const stage = await setStage({ timeline, documents: schedule.documents, profiles: names, system: schedule.ledger, ...hooks.world });
  hooks.prepare?.(stage);
  // No longer than sync reckons with.
  stage.ledger.setListDelay(Math.min(schedule.listDelay, ledgerOf(schedule.ledger).capabilities.consistencyWindow - second));
  stage.ledger.forgetErrors();
  // From here on nothing happens but by the timeline.
  const restore = installPlatform(timeline);
  // Two browsers, or two copies of a request, cannot be kept from making the same thing at the same moment where the ledger
  // does not: of documents one is left in the end, of contacts there may be two.
  const apart = schedule.browsers === 1 && [...schedule.troubles.map(([, trouble]) => trouble), ...(schedule.troublesAt ?? []).map(({ trouble }) => trouble)].every((trouble) => trouble !== 'twice');
  const asked = new Map<string, Set<number>>(names.map((name) => [name, new Set<number>()]));

  const network = new Network({
    timeline,
    random,
    emulators: [stage.ledger.emulator, stage.scoro],
    troubleOf: troublesOf(schedule),
    endToken: (token) => stage.ledger.expire(token),
    trace: say,
    committed: () => (apart ? duplicates(stage, schedule.documents) : []).forEach((duplicate) => wrong.add(duplicate)),
  });
  for (const [index, name] of names.entries()) {
    profiles.push(
      new Profile({
        name,
        timeline,
        random,
        network,
        killAt: new Set(schedule.kills.filter(([browser]) => browser % schedule.browsers === index).map(([, step]) => step)),
        downtime: () => (random() < 0.5 ? random() * 2 * second : random() * 90 * second),
        trace: say,
        tell,
      }),
    );
  }

  // Looks at a browser's storage from outside, whatever its worker does.
  const storage = new Map(names.map((name) => [name, new LedgerbarDatabase(name)]));
  const look = async <T>(name: string, work: (database: LedgerbarDatabase) => PromiseLike<T>): Promise<T> => work(storage.get(name) ?? new LedgerbarDatabase(name));

  try {
    for (const profile of profiles) timeline.after(0, `${profile.name} is opened`, () => void profile.start());
    for (const action of schedule.actions) {
      const profile = profiles[action.browser % profiles.length];
      if (profile) timeline.after(action.at, action.do, () => void act(stage, schedule, profile, action, asked.get(profile.name) ?? new Set(), say));
    }
    const last = Math.max(0, ...schedule.actions.map(({ at }) => at));
    await timeline.run(start + last + mortal);
    for (const profile of profiles) Object.assign(profile, { mayDie: false, online: true });

    // What fails for good is tried again by its user, once it has come to rest.
    for (let round = 0; round < 4; round += 1) {
      await untilResting(timeline, names, look);
      for (const name of names) (await look(name, resting)).forEach((line) => wrong.add(line));
      let retried = 0;
      for (const profile of round === 3 ? [] : profiles) {
        // A lost refresh answer can cost the sign-in: the user presses Connect.
        if (await look(profile.name, (database) => database.connections.get('acme').then((row) => row?.state === 'sign-in-needed'))) {
          retried += 1;
          timeline.after(0, 'connect', async () => {
            say(`${profile.name} connects again`);
            await connect((await profile.awake()).context, { connection: 'acme' }, signInWindow(stage));
            (await profile.awake()).queue.work();
          });
        }
        const stuck = await look(profile.name, (database) => database.jobs.filter(({ state }) => state === 'blocked' || state === 'failed').toArray());
        retried += stuck.length;
        for (const job of stuck) {
          say(`${profile.name} tries again: ${job.id}: ${job.problems.map(({ message, raw }) => `${message} ${raw ?? ''}`).join(' ')}`);
          timeline.after(0, 'retry', async () => (await profile.awake()).queue.request(await connectionOf(profile), job.document, job.action, 0));
        }
      }
      if (retried === 0) break;
    }
    // By then each browser has looked for twins once more, with a new token if it has to be.
    await timeline.run(timeline.now() + 900 * second);
    await untilResting(timeline, names, look);
    // A run that says it listed the documents has taken all of them on, whatever befell the worker meanwhile.
    for (const name of names) {
      if ((await look(name, (database) => database.journal.filter(({ event }) => event === 'synchronized').count())) > 0) schedule.documents.forEach((_, index) => asked.get(name)?.add(index));
    }
    if (hooks.mustEndBooked !== false) for (const name of names) (await look(name, (database) => settled(database, stage, schedule.documents, asked.get(name) ?? new Set(), !apart || schedule.actions.some((action) => action.do === 'edit')))).forEach((line) => wrong.add(`${name}: ${line}`));
    for (const profile of profiles) if (profile.hurries > mostHurries) wrong.add(`${profile.name} wakes itself over and over: ${profile.hurries} times`);
    ((await hooks.inspect?.(stage, storage)) ?? []).forEach((line) => wrong.add(line));
    [...duplicates(stage, schedule.documents), ...(apart ? doubledMasters(stage) : []), ...stage.ledger.violations()].forEach((line) => wrong.add(line));
  } finally {
    restore();
    for (const database of storage.values()) database.close();
  }
  return { wrong: [...wrong], trace, kills: profiles.reduce((sum, { killed }) => sum + killed, 0), requests: network.sent, steps: profiles.reduce((sum, { steps }) => sum + steps, 0) };
}

/** Troubles by the number of a request, and by what it is. */
function troublesOf({ troubles, troublesAt = [] }: Schedule): NetworkOptions['troubleOf'] {
  const numbered = new Map<number, Trouble>(troubles);
  const named = troublesAt.map((of) => ({ ...of, left: of.nth ?? 1 }));
  return (number, request) => {
    const hit = named.filter(({ at }) => isRequest(at, request)).filter((of) => (of.left -= 1) === 0);
    return numbered.get(number) ?? hit[0]?.trouble;
  };
}

/** Consents at once, as somebody who is signed in to the ledger. */
const signInWindow = ({ ledger }: Stage) => ({
  redirectUri,
  open: async (url: string): Promise<string> => (await ledger.emulator.app.fetch(new Request(url))).headers.get('location') ?? '',
});

const connectionOf = async (profile: Profile): Promise<ConnectionRow> => {
  const row = await (await profile.awake()).context.database.connections.get('acme');
  if (!row) throw new Error('The connection is gone');
  return row;
};

/** Lets time pass until no job is under way, or the user's patience is at its end. */
async function untilResting(timeline: Timeline, names: readonly string[], look: <T>(name: string, work: (database: LedgerbarDatabase) => PromiseLike<T>) => Promise<T>): Promise<void> {
  const end = timeline.now() + patience;
  for (let step = 10 * second; timeline.now() < end; step = Math.min(step * 2, 600 * second)) {
    await timeline.run(timeline.now() + step);
    const counts = await Promise.all(names.map((name) => look(name, (database) => database.jobs.where('state').anyOf('queued', 'sending', 'unknown', 'waiting').filter(({ wait }) => wait?.reason !== 'sign-in').count())));
    if (counts.every((count) => count === 0)) return;
  }
}

/** One thing a user does, or that happens to him. */
async function act(stage: Stage, schedule: Schedule, profile: Profile, action: PlannedAction, asked: Set<number>, say: (what: string) => void): Promise<void> {
  const index = action.document % schedule.documents.length;
  const planned = schedule.documents[index];
  const id = stage.ids[index];
  if (!planned || !id) return;
  const ref = { kind: planned.kind, id };
  say(`${profile.name}: ${action.do} ${planned.kind} ${index}`);
  switch (action.do) {
    case 'send':
      // A press that the worker did not live to take down was not answered: its user presses again.
      await (await profile.awake()).queue.request(await connectionOf(profile), ref, 'send', 0);
      return void asked.add(index);
    case 'fetch':
      if (asked.has(index)) await (await profile.awake()).queue.request(await connectionOf(profile), ref, 'fetch', 0);
      return;
    case 'synchronize': {
      const worker = await profile.awake();
      return synchronize(worker.context, 'acme', worker.queue).catch((error: unknown) => say(`${profile.name} could not synchronize: ${String(error)}`));
    }
    case 'edit':
      return edit(stage.scoro, planned.kind, id);
    case 'pay': {
      const [entry] = bookedAs(stage.ledger, planned.kind, numberOf(index, planned.kind));
      if (!entry || planned.credit || stage.paid.has(entry.id)) return;
      stage.paid.add(entry.id);
      return stage.ledger.pay(entry.id, entry.gross, '2026-11-20');
    }
    case 'offline':
    case 'online':
      profile.online = action.do === 'online';
      if (profile.online) profile.worker?.queue.work();
      return;
    case 'clock':
      profile.skew += action.minutes * 60 * second;
      return;
    case 'expire':
      stage.ledger.expire();
  }
}

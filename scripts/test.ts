/** Runs everything that must hold: types, lint, unit, emulators, conformance, both builds, real browsers. The last line counts. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const reports = join(root, '.output', 'reports');
let passed = 0;
let failed = 0;

const where = { cwd: root, env: process.env, shell: process.platform === 'win32' };

function run(title: string, command: string, args: string[]): Promise<boolean> {
  console.log(`\n— ${title}`);
  const child = spawn(command, args, { ...where, stdio: 'inherit' });
  return new Promise((resolved) => {
    child.on('error', () => resolved(false));
    child.on('close', (code) => resolved(code === 0));
  });
}

/** A step that either holds or does not. */
async function check(title: string, command: string, args: string[]): Promise<boolean> {
  const held = await run(title, command, args);
  if (held) passed += 1;
  else {
    failed += 1;
    failures.push(title);
  }
  return held;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
}

/** What failed, to stand at the end: the rest is long. */
const failures: string[] = [];

function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const broken = assertionResults.length === 0 && message ? [`${file}\n${message}`] : [];
    return [...broken, ...assertionResults.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${failureMessages.join('\n').slice(0, 3_000)}`)];
  });
}

/** A vitest run, counted test by test; one that breaks before it has counted is a failure of its own. */
async function tests(title: string, projects: string[], aside = false): Promise<void> {
  const file = join(reports, `${projects.join('-')}.json`);
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const held = aside ? await runAside(title, 'vitest', args) : await run(title, 'vitest', args);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    failures.push(...failuresOf(report));
    if (!held && report.numFailedTests === 0) {
      failed += 1;
      failures.push(`${title}: failed beside its tests`);
    }
  } catch {
    failed += 1;
    failures.push(`${title}: wrote no report`);
  }
}

/** Beside what runs meanwhile, with what that leaves of the processors; its output comes whole at its end. */
function runAside(title: string, command: string, args: string[]): Promise<boolean> {
  const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => output.push(part));
  return new Promise((resolved) => {
    child.on('error', () => resolved(false));
    child.on('close', (code) => {
      console.log(`\n— ${title}`);
      process.stdout.write(Buffer.concat(output));
      resolved(code === 0);
    });
  });
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
await run('prepare', 'wxt', ['prepare']);
await check('types', 'tsc', ['-p', '.']);
await check('lint', 'oxlint', ['--deny-warnings']);
await tests('unit, emulators, conformance, components', ['unit', 'components']);
const built = (await check('build for Chromium', 'wxt', ['build'])) && (await check('build for Firefox', 'wxt', ['build', '-b', 'firefox']));
// Browsers mostly wait, the simulation never does.
const simulated = tests('simulation: faults at every step, random schedules', ['simulation'], true);
if (built) await tests('browsers', ['browser']);
await simulated;
for (const failure of failures) console.log(`\nFAILED: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

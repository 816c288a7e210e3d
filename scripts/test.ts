/** Runs everything that must hold: types, lint, unit, emulators, conformance, both builds, real browsers. The last line counts. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const reports = join(root, '.output', 'reports');
let passed = 0;
let failed = 0;

function run(title: string, command: string, args: string[]): boolean {
  console.log(`\n— ${title}`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: process.env, shell: process.platform === 'win32' }).status === 0;
}

/** A step that either holds or does not. */
function check(title: string, command: string, args: string[]): boolean {
  const held = run(title, command, args);
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
function tests(title: string, projects: string[]): void {
  const file = join(reports, `${projects.join('-')}.json`);
  const held = run(title, 'vitest', ['run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
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

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
run('prepare', 'wxt', ['prepare']);
check('types', 'tsc', ['-p', '.']);
check('lint', 'oxlint', ['--deny-warnings']);
tests('unit, emulators, conformance, components', ['unit', 'components']);
tests('simulation: faults at every step, random schedules', ['simulation']);
const built = check('build for Chromium', 'wxt', ['build']) && check('build for Firefox', 'wxt', ['build', '-b', 'firefox']);
if (built) tests('browsers', ['browser']);
for (const failure of failures) console.log(`\nFAILED: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

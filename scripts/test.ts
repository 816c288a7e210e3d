/** Runs everything that must hold: types, lint, unit, emulators, conformance, both builds, real browsers. The last line counts. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

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
  else failed += 1;
  return held;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  success: boolean;
}

/** A vitest run, counted test by test; one that breaks before it has counted is a failure of its own. */
function tests(title: string, projects: string[]): void {
  const file = join(reports, `${projects.join('-')}.json`);
  const held = run(title, 'vitest', ['run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    if (!held && report.numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
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
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

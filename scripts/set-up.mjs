// Brings a machine with nothing but Node to where the project's commands run: packages, and with --browsers a Chromium
// (and with --firefox a Firefox). Plain JavaScript without packages, since it runs before there are any.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

/** The packages are there when npm's own record of them is newer than the lock file and the Node they bring runs. */
function packagesInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (statSync(record).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) {
    const wanted = Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).filter((name) => name !== '');
    const have = JSON.parse(readFileSync(record, 'utf8')).packages;
    const optional = (name) => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[name].optional;
    if (wanted.some((name) => !have[name] && !optional(name))) return false;
  }
  return spawnSync(join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node'), ['--version'], { shell: windows }).status === 0;
}

const browserPlaces = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/Applications/Chromium.app/Contents/MacOS/Chromium', 'C:\\Program Files\\Chromium\\Application\\chrome.exe'],
  'firefox-esr': ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};
const variables = { chromium: 'CHROMIUM_PATH', 'firefox-esr': 'FIREFOX_PATH' };

function findBrowser(name) {
  const named = process.env[variables[name]];
  if (named) return named;
  return browserPlaces[name].find((place) => existsSync(place));
}

const has = (command) => spawnSync(windows ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0;

function installBrowser(name) {
  if (findBrowser(name)) return true;
  if (!has('apt-get')) return false;
  const root = process.getuid?.() === 0;
  if (!root && !has('sudo')) return false;
  const apt = (args) => spawnSync(root ? 'apt-get' : 'sudo', root ? args : ['-n', 'apt-get', ...args], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  console.log(`Installing ${name} …`);
  if (!apt(['install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core'])) {
    apt(['update']);
    if (!apt(['install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core'])) return false;
  }
  return Boolean(findBrowser(name));
}

/** Throws with a sentence when something cannot be had. */
export function setUp({ browsers = [] } = {}) {
  if (!packagesInstalled()) {
    console.log('Installing the packages …');
    run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  for (const name of browsers) {
    if (!installBrowser(name)) {
      throw new Error(`No ${name} was found and none could be installed. Install one yourself, or name it with ${variables[name]}.`);
    }
  }
}

/** The environment for the project's own tools: its packages' commands first, its own Node among them. */
export const toolEnvironment = () => ({ ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${windows ? ';' : ':'}${process.env.PATH}` });

export { execFileSync, root };

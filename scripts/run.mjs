// node scripts/run.mjs [--chromium] [--firefox] -- command args: sets up what is missing, then runs the command with the project's own Node.
import { spawn } from 'node:child_process';
import { root, setUp, toolEnvironment } from './set-up.mjs';

const split = process.argv.indexOf('--');
const own = process.argv.slice(2, split);
const [command, ...args] = process.argv.slice(split + 1);
try {
  setUp({ browsers: [...(own.includes('--chromium') ? ['chromium'] : []), ...(own.includes('--firefox') ? ['firefox-esr'] : [])] });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const child = spawn(command, args, { cwd: root, env: toolEnvironment(), stdio: 'inherit', shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

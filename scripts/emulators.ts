/** Starts the emulators alone, and says how a browser reaches them under their real names. */
import { startServers } from '../test/emulators/core/servers';
import { ledgerIds, ledgerUnderTest } from '../test/support/ledgers';
import { createScoro } from '../test/emulators/scoro';

const apiKey = 'scoro-key';
const ledgers = ledgerIds.map((id) => ledgerUnderTest(id));
const scoro = createScoro({ apiKey });
const servers = await startServers([...ledgers.map(({ emulator }) => emulator), scoro], Number(process.env['PORT'] ?? 8443));

console.log(`The emulators answer on https://127.0.0.1:${servers.port} under their real names.

  Scoro               https://acme.scoro.com/invoices        company account "acme", API key "${apiKey}"
${ledgers.map(({ name, settings }) => `  ${name.padEnd(18)}  ${Object.entries(settings).filter(([key]) => key !== 'system').map(([key, value]) => `${key} ${String(value)}`).join(', ')}`).join('\n')}

  What they hold: /__emulator/dump on each; faults: POST to /__emulator/faults.

A Chromium that reaches them:
  chromium ${servers.chromiumArguments.map((argument) => `"${argument}"`).join(' ')} --user-data-dir=/tmp/ledgerbar --load-extension=.output/chrome-mv3

Ctrl-C ends them.`);
process.on('SIGINT', () => void servers.close().then(() => process.exit(0)));

import { scoro } from '../../lib/hosts/scoro';
import { scoroPages } from '../../lib/hosts/scoro/pages';
import { createScoro } from '../emulators/scoro';
import { hostConformance } from './host-conformance';
import { callTo } from './support';

hostConformance('Scoro', () => {
  const emulator = createScoro({ apiKey: 'scoro-key' });
  return {
    host: scoro,
    pages: scoroPages,
    config: { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme' },
    call: callTo(emulator),
    secret: 'scoro-key',
    faults: emulator.faults,
    invoice: { kind: 'invoice', id: '1001' },
    bill: { kind: 'bill', id: '3001' },
    credit: { kind: 'invoice', id: '1005' },
    since: '2026-01-01',
    calls: () => emulator.seen.length,
  };
});

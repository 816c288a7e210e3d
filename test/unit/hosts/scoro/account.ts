import { ManualClock } from '../../../emulators/core/emulator';
import { createScoro, type ScoroEmulator, type ScoroOptions } from '../../../emulators/scoro';
import type { HostAccount } from '../../../../lib/hosts/host';
import { scoro } from '../../../../lib/hosts/scoro';
import type { ApiCall, Call } from '../../../../lib/net/call';

export interface Opened {
  emulator: ScoroEmulator;
  account: HostAccount;
  /** The calls made, oldest first. */
  calls: ApiCall[];
}

const config = { system: 'scoro', site: 'https://acme.scoro.com', companyAccountId: 'acme' } as const;

/** A Scoro site in memory and the adapter's account on it, without a network between them. */
export function open(options: ScoroOptions = {}, changed: { site?: string; companyAccountId?: string; secret?: string } = {}): Opened {
  const emulator = createScoro({ clock: new ManualClock(Date.parse('2026-11-21T12:00:00Z')), apiKey: 'the-key', ...options });
  const calls: ApiCall[] = [];
  const call: Call = async (request) => {
    calls.push(request);
    const { method, headers, body } = request;
    const response = await emulator.app.fetch(new Request(request.url, { method, ...(headers && { headers }), ...(body !== undefined && { body }) }));
    return {
      status: response.status,
      headers: response.headers,
      contentType: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  };
  const { secret = 'the-key', ...fields } = changed;
  return { emulator, calls, account: scoro.open(call, { ...config, ...fields }, secret) };
}

import type { HostConfig } from '../../lib/hosts/host';
import { hostOf } from '../../lib/hosts';
import { ledgerOf } from '../../lib/ledgers';
import type { LedgerConfig } from '../../lib/ledgers/ledger';

/** A row of a newer version, or a hand-made one, must not take the page down. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

export const hostName = (config: HostConfig): string => orElse(() => hostOf(config.system).name, config.system);
export const ledgerName = (config: LedgerConfig): string => orElse(() => ledgerOf(config.system).name, config.system);

/** "acme.example.com": what people know their site by. */
export const siteName = (config: HostConfig): string => orElse(() => new URL(config.site).hostname, config.system);

/** The origins a connection needs, to be asked for in one go. Known before the press that asks. */
export const originsOf = (connection: { host: HostConfig; ledger: LedgerConfig }): string[] => [
  ...orElse(() => hostOf(connection.host.system).origins(connection.host), []),
  ...orElse(() => ledgerOf(connection.ledger.system).origins(connection.ledger), []),
];

/** "https://acme.example.com/*" as people read it. */
export const originName = (origin: string): string => origin.replace(/^https?:\/\//, '').replace(/\/\*$/, '');

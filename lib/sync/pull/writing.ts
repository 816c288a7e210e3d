import type { HostWriting } from '../../hosts/writing';
import type { LedgerSource } from '../../ledgers/source';
import type { Session } from '../session';

/** Throws for a host that nothing may be put into: nothing is brought to such a one. */
export function writingOf({ host }: Session): HostWriting {
  if (!host.writing) throw new Error('Nothing can be put into this host');
  return host.writing;
}

/** Throws for a ledger that nothing can be brought from. */
export function sourceOf({ ledger }: Session): LedgerSource {
  if (!ledger.source) throw new Error('Nothing can be brought from this ledger');
  return ledger.source;
}

import type { HostReferenceItem } from '../hosts/host';
import type { ReferenceItem } from '../model/reference';

/** Currencies one side works in and the other does not know, ISO 4217, sorted. */
export interface CurrencyGap {
  missingInHost: string[];
  missingInLedger: string[];
}

const codesOf = (items: readonly Pick<HostReferenceItem | ReferenceItem, 'kind' | 'code'>[]): Set<string> =>
  new Set(items.filter(({ kind }) => kind === 'currency').map(({ code }) => code.trim().toUpperCase()));

/**
 * What has to be added before documents can go over: the ledger must know the currencies of the host, and where documents
 * come from the ledger (`comesBack`) the host those of the ledger; null where nothing is missing. `home` is the company's own
 * currency. Pure.
 */
export function currencyGap(host: readonly HostReferenceItem[], ledger: readonly ReferenceItem[], home: string, comesBack: boolean): CurrencyGap | null {
  const ours = codesOf(host.filter(({ active }) => active));
  const theirs = codesOf([...ledger, { kind: 'currency', code: home }]);
  const missing = (from: ReadonlySet<string>, of: ReadonlySet<string>): string[] => [...of].filter((code) => code !== '' && !from.has(code)).sort();
  const gap = { missingInHost: comesBack ? missing(ours, theirs) : [], missingInLedger: missing(theirs, ours) };
  return gap.missingInHost.length + gap.missingInLedger.length === 0 ? null : gap;
}

/** The gap in one sentence, for the journal. Pure. */
export function currencySentence({ missingInHost, missingInLedger }: CurrencyGap, host: string, ledger: string): string {
  const parts = [
    ...(missingInLedger.length > 0 ? [`${ledger} lacks ${missingInLedger.join(', ')}`] : []),
    ...(missingInHost.length > 0 ? [`${host} lacks ${missingInHost.join(', ')}`] : []),
  ];
  return `Not connected: the currencies of ${host} and ${ledger} do not match. ${parts.join('; ')}.`;
}

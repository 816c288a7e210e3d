import type { Host, HostId } from './host';
import { scoro } from './scoro';

const hosts: Partial<Record<HostId, Host>> = { scoro };

/** Throws for a host this version does not know. */
export function hostOf(id: HostId): Host {
  const host = hosts[id];
  if (!host) throw new Error(`There is no host "${id}" in this version`);
  return host;
}

export const knownHosts = (): Host[] => Object.values(hosts);

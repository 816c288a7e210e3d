import { useEffect, useState } from 'preact/hooks';
import { readAlerts, watchAlerts, type StorageAlert } from '../../lib/storage/alerts';

/** What the user must know of the storage itself. Works without the database, which may be what cannot be read. */
export function useStorageAlerts(): readonly StorageAlert[] {
  const [alerts, setAlerts] = useState<readonly StorageAlert[]>([]);
  useEffect(() => {
    const read = () => void readAlerts().then(setAlerts);
    read();
    return watchAlerts(read);
  }, []);
  return alerts;
}

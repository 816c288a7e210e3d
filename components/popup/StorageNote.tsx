import { alertWords } from '../shared/alertWords';
import { Button } from '../shared/Button';
import { useStorageAlerts } from '../shared/useStorageAlerts';

/** What is wrong with the storage itself, in a line, and the way to where it is mended. */
export function StorageNote({ onSee }: { onSee: () => void }) {
  const alerts = useStorageAlerts();
  return (
    <>
      {alerts.map((alert) => (
        <section key={alert.kind} class="storage-note tone-bad" role="alert">
          <i class="dot" aria-hidden="true" />
          <p>{`${alertWords(alert, Date.now()).title}.`}</p>
          <Button small onClick={onSee}>
            See
          </Button>
        </section>
      ))}
    </>
  );
}

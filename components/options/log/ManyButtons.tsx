import { useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import type { JobRow } from '../../../lib/storage/rows';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';

/** From here on trying all again is asked about: it takes as many calls. */
const many = 100;

interface ManyButtonsProps {
  jobs: readonly JobRow[];
  /** "12 documents". */
  what: string;
  small?: boolean;
}

/** Tries many again, or takes them off the list; asks where that cannot be seen at a glance. */
export function ManyButtons({ jobs, what, small = false }: ManyButtonsProps) {
  const { busy, error, run } = useCommand();
  const [asking, setAsking] = useState<'retry' | 'dismiss' | null>(null);
  const ids = jobs.map(({ id }) => id);
  const close = () => setAsking(null);
  const retry = () => {
    close();
    void run(() => sendMessage('retryJobs', { jobs: ids }));
  };
  const dismiss = () => {
    close();
    void run(() => sendMessage('dismissJobs', { jobs: ids, dismissed: true }));
  };
  return (
    <>
      <Button small={small} disabled={busy || ids.length === 0} aria-label={`Retry all ${what}`} onClick={() => (ids.length > many ? setAsking('retry') : retry())}>
        Retry all
      </Button>
      <Button small={small} disabled={busy || ids.length === 0} aria-label={`Dismiss all ${what}`} onClick={() => setAsking('dismiss')}>
        Dismiss all
      </Button>
      <ErrorLine text={error} />
      {asking === 'dismiss' && (
        <Dialog
          title={`Dismiss ${what}?`}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button danger onClick={dismiss}>{`Dismiss ${what}`}</Button>
            </>
          }
        >
          <p>They stay as they are: not sent, or not up to date. They are no longer counted as needing you, and stand under Dismissed at the end of this page.</p>
        </Dialog>
      )}
      {asking === 'retry' && (
        <Dialog
          title={`Try ${what} again?`}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button best onClick={retry}>{`Retry ${what}`}</Button>
            </>
          }
        >
          <p>Each is read and checked again, which takes calls of the day. Where the cause is still there, they come back here.</p>
        </Dialog>
      )}
    </>
  );
}

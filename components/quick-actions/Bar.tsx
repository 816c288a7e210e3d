import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageView, ToolbarView } from '../../lib/model/view';
import type { Outcome } from '../../lib/messages';
import { ProblemList } from '../shared/ProblemList';
import type { Actions } from './actions';
import { DifferencesTable } from './DifferencesTable';
import { LogList } from './LogList';
import { Region } from './Region';
import { Toolbar } from './Toolbar';
import { useLog } from './useLog';
import { useRegion } from './useRegion';
import { judge } from './visible';

/** Everything on a page: one toolbar for each ledger the host is connected to. */
export function Bar({ view, actions }: { view: PageView; actions: Actions }) {
  const [front, setFront] = useState<string | null>(null);
  return (
    <div class="bars">
      {view.toolbars.map((toolbar) => (
        <LedgerBar
          key={`${view.document.kind}/${view.document.id}/${toolbar.connection}`}
          view={view}
          toolbar={toolbar}
          actions={actions}
          inFront={front === null || front === toolbar.connection}
          onFront={() => setFront(toolbar.connection)}
        />
      ))}
    </div>
  );
}

const covered = 'Something covers the bar, so nothing was done. Close it, then press again.';
const lost = 'Ledgerbar did not answer. Press again in a moment.';

interface LedgerBarProps {
  view: PageView;
  toolbar: ToolbarView;
  actions: Actions;
  /** One region is open on a page at a time: that of the toolbar used last. */
  inFront: boolean;
  onFront: () => void;
}

function LedgerBar({ view, toolbar, actions, inFront, onFront }: LedgerBarProps) {
  // The shadow root is a scope of its own, so the connection is unique enough.
  const regionId = `region-${toolbar.connection}`;
  const element = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState<'send' | 'fetch' | 'fix' | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const { open: wanted, pressed, refused, toggle, close } = useRegion(toolbar);
  const open = inFront ? wanted : null;
  const lines = useLog(open === 'log', toolbar, () => actions.log(view.document, toolbar.connection));
  const { connection } = toolbar;

  useEffect(() => {
    if (wanted) onFront();
  }, [wanted]);

  // What a sentence was about is over when the state changes.
  useEffect(() => setNotice(null), [toolbar.text]);

  /** Lets a press through that the user made on a bar they could see. */
  const allowed = (event: Event): boolean => {
    const verdict = judge(event);
    setNotice(verdict === 'covered' ? covered : null);
    return verdict === 'act';
  };

  /** One command: asked, acknowledged, then the state is looked at again. */
  const run = async (what: 'send' | 'fetch' | 'fix', command: () => Promise<Outcome>) => {
    setPending(what);
    try {
      const outcome = await command();
      if (!outcome.ok) {
        refused();
        setNotice(outcome.message);
      }
    } catch {
      setNotice(lost);
    }
    setPending(null);
    actions.refresh();
  };

  const send = (event: Event) => {
    if (!allowed(event)) return;
    pressed('send');
    void run('send', () => actions.send(view.document, connection));
  };
  const fetch = (event: Event) => {
    if (!allowed(event)) return;
    pressed('fetch');
    void run('fetch', () => actions.fetch(view.document, connection));
  };
  const openLedger = (event: Event) => {
    if (!allowed(event)) return;
    void actions.open(view.document, connection).then(
      (outcome) => setNotice(outcome.ok ? null : outcome.message),
      () => setNotice(lost),
    );
  };
  const closeRegion = () => {
    close();
    element.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
  };

  const region = (name: string, title: string, body: ComponentChildren) => (
    <Region id={regionId} key={name} name={name} title={title} about={toolbar.document} anchor={() => element.current} onClose={closeRegion}>
      {body}
    </Region>
  );

  return (
    <div
      class="ledger"
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        setNotice(null);
        if (!open) return;
        event.preventDefault();
        closeRegion();
      }}
    >
      <Toolbar
        toolbar={toolbar}
        open={open}
        regionId={regionId}
        pending={pending === 'fix' ? 'send' : pending}
        onSend={send}
        onFetch={fetch}
        onOpen={openLedger}
        onRegion={(name, event) => {
          if (!allowed(event)) return;
          onFront();
          if (inFront || wanted !== name) toggle(name);
        }}
      />
      {notice && (
        <div class="notice" role="alert">
          {notice}
        </div>
      )}
      {open === 'problems' &&
        region(
          'Problems',
          'Before this can be sent',
          <ProblemList
            problems={toolbar.problems}
            busy={pending !== null || toolbar.busy}
            onFix={(problem, fix, choice, event) => {
              if (!allowed(event)) return;
              pressed('send');
              void run('fix', () => actions.fix(view.document, connection, problem.code, fix.id, choice));
            }}
          />,
        )}
      {open === 'log' && region('Log', 'Log', <LogList lines={lines} />)}
      {open === 'differences' &&
        region(
          'Differences',
          `${view.host} and ${toolbar.ledger}`,
          <DifferencesTable
            differences={toolbar.differences}
            host={view.host}
            ledger={toolbar.ledger}
            updatable={toolbar.updatable}
            busy={pending !== null || toolbar.busy}
            onUpdate={send}
          />,
        )}
    </div>
  );
}

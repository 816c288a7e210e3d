import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ButtonView, ToolbarView } from '../../lib/model/view';
import type { RegionName } from './actions';
import { moveFocus, setTabStop } from './roving';

export interface ToolbarProps {
  toolbar: ToolbarView;
  /** The region that is open, and its element's id. */
  open: RegionName | null;
  regionId: string;
  /** The command that is on its way to the background. */
  pending: 'send' | 'fetch' | null;
  onSend: (event: Event) => void;
  onFetch: (event: Event) => void;
  onOpen: (event: Event) => void;
  onRegion: (region: RegionName, event: Event) => void;
}

/** One ledger's line: its name, the state in words, and what can be done. */
export function Toolbar({ toolbar, open, regionId, pending, onSend, onFetch, onOpen, onRegion }: ToolbarProps) {
  const element = useRef<HTMLDivElement>(null);
  const last = useRef<Element | null>(null);
  const focused = useRef(false);

  useLayoutEffect(() => {
    const bar = element.current;
    if (!bar) return;
    setTabStop(bar, last.current);
    // A button that becomes disabled under the focus drops it; keep it in the bar.
    const active = (bar.getRootNode() as Document | ShadowRoot).activeElement;
    if (focused.current && (!active || (active instanceof HTMLButtonElement && active.disabled))) {
      bar.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus();
    }
  });

  const toggle = (name: RegionName) => ({ 'aria-expanded': open === name, 'aria-controls': open === name ? regionId : undefined });
  const differing = toolbar.differences.filter((difference) => difference.differs).length;
  // Nothing else makes sense before the problems are mended, so they get the colour.
  const problemsFirst = toolbar.problems.length > 0 && !toolbar.send.best;
  const who = toolbar.company ? `${toolbar.ledger}, ${toolbar.company}` : toolbar.ledger;

  return (
    <div
      ref={element}
      class="toolbar"
      role="toolbar"
      aria-label={toolbar.ledger}
      aria-busy={toolbar.busy}
      onFocusIn={(event) => {
        focused.current = true;
        last.current = event.target as Element;
        setTabStop(event.currentTarget, last.current);
      }}
      onFocusOut={(event) => {
        // A button that is disabled under the focus drops it, before anything is drawn: the user has not left.
        focused.current = (event.target as HTMLButtonElement).disabled || event.currentTarget.contains(event.relatedTarget as Node | null);
      }}
      onKeyDown={(event) => {
        if (moveFocus(event.currentTarget, event.key)) event.preventDefault();
      }}
    >
      <span class="who" title={who}>
        <b>{toolbar.ledger}</b>
        {toolbar.company && <span class="company">{toolbar.company}</span>}
      </span>
      <span class={`state tone-${toolbar.tone}`} title={toolbar.text}>
        <i class={`dot${toolbar.busy ? ' working' : ''}`} aria-hidden="true" />
        <span class="state-words" role="status">
          {toolbar.text}
        </span>
      </span>
      {toolbar.problems.length > 0 && (
        <button type="button" class={problemsFirst ? 'best' : ''} {...toggle('problems')} onClick={(event) => onRegion('problems', event)}>
          Problems <span class="count">{toolbar.problems.length}</span>
        </button>
      )}
      {toolbar.differences.length > 0 && (
        <button type="button" {...toggle('differences')} onClick={(event) => onRegion('differences', event)}>
          Differences {differing > 0 && <span class="count">{differing}</span>}
        </button>
      )}
      <ActionButton id={`send-${toolbar.connection}`} name="Send" button={toolbar.send} pending={pending === 'send'} onPress={onSend} />
      <ActionButton id={`fetch-${toolbar.connection}`} name="Fetch" button={toolbar.fetch} pending={pending === 'fetch'} onPress={onFetch} />
      <ActionButton id={`log-${toolbar.connection}`} name="Log" button={toolbar.log} onPress={(event) => onRegion('log', event)} more={toggle('log')} />
      <ActionButton id={`open-${toolbar.connection}`} name="Open" button={toolbar.open} onPress={onOpen} />
    </div>
  );
}

interface ActionButtonProps {
  /** Of its description. */
  id: string;
  name: string;
  button: ButtonView;
  pending?: boolean;
  onPress: (event: Event) => void;
  more?: Record<string, string | boolean | undefined>;
}

/** A button that says why when it cannot be pressed. */
function ActionButton({ id, name, button, pending = false, onPress, more = {} }: ActionButtonProps) {
  const description = button.description;
  return (
    <>
      <button
        type="button"
        class={button.best && button.enabled ? 'best' : ''}
        disabled={!button.enabled || pending}
        title={description}
        aria-describedby={description && id}
        onClick={onPress}
        {...more}
      >
        {name}
      </button>
      {description && (
        <span id={id} class="description" hidden>
          {description}
        </span>
      )}
    </>
  );
}

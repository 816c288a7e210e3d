import { browser } from 'wxt/browser';
import { useEffect, useState } from 'preact/hooks';
import { originName } from '../../shared/names';

/** Which of the origins the browser lets us reach now; follows the user's changes in the browser itself. */
function useGranted(origins: readonly string[]): Record<string, boolean> {
  const [granted, setGranted] = useState<Record<string, boolean>>({});
  useEffect(() => {
    let current = true;
    const read = async () => {
      const pairs = await Promise.all(origins.map(async (origin) => [origin, await browser.permissions.contains({ origins: [origin] })] as const));
      if (current) setGranted(Object.fromEntries(pairs));
    };
    const again = () => void read();
    again();
    browser.permissions.onAdded.addListener(again);
    browser.permissions.onRemoved.addListener(again);
    return () => {
      current = false;
      browser.permissions.onAdded.removeListener(again);
      browser.permissions.onRemoved.removeListener(again);
    };
  }, [origins.join(' ')]);
  return granted;
}

/** Each site a connection must reach, and whether the browser lets it. */
export function HostAccess({ origins }: { origins: readonly string[] }) {
  const granted = useGranted(origins);
  return (
    <ul class="access" aria-label="Access to sites">
      {origins.map((origin) => {
        const given = granted[origin];
        return (
          <li key={origin} class={`tone-${given ? 'ok' : given === false ? 'warn' : 'none'}`}>
            <i class="dot" aria-hidden="true" />
            <span>{originName(origin)}</span>
            <span class="soft small">{given === undefined ? '' : given ? 'access given' : 'access not given yet: Connect asks for it'}</span>
          </li>
        );
      })}
    </ul>
  );
}

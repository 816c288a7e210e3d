import { browser } from 'wxt/browser';
import { knownHosts } from '../../../lib/hosts';
import { knownLedgers } from '../../../lib/ledgers';
import { PageHead } from '../PageHead';

const hosts = knownHosts().map(({ name }) => name);
const ledgers = knownLedgers().map(({ name }) => name);
const listed = (names: readonly string[], type: 'conjunction' | 'disjunction'): string => new Intl.ListFormat('en-GB', { type }).format(names);

const flows = [
  [`Your app (${listed(hosts, 'disjunction')})`, 'The documents, contacts and products you send are read from it; payments are written back to it.'],
  [`Your ledger (${listed(ledgers, 'disjunction')})`, 'Documents, contacts and items are booked in it; reference data and payments are read from it.'],
  ['This browser', 'Connections, mappings, queue and log are kept here. Keys and sign-ins are encrypted; they are never exported.'],
  ['A webhook, if you set one', 'Only what needs you: the connection\'s name, counts, document numbers and causes. No amounts and no names of people.'],
  ['Anyone else', 'Nothing. There is no server of ours, no statistics, no advertising.'],
] as const;

const keys = [
  ['← →', 'Move between the buttons of the bar'],
  ['Enter or Space', 'Press a button'],
  ['Esc', 'Close Problems, Log or Differences, or a dialog'],
  ['Tab', 'Into the bar, and out of it'],
] as const;

/** Which version this is, where data goes, and how to do without a mouse. */
export function AboutPage() {
  const { name, version } = browser.runtime.getManifest();
  return (
    <>
      <PageHead title="About" about={`${name} ${version}`} />
      <section class="about">
        <h2>What goes where</h2>
        <dl class="flows">
          {flows.map(([where, what]) => (
            <div key={where}>
              <dt>{where}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <h2>Without a mouse</h2>
        <dl class="flows">
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <h2>Licence</h2>
        <p>MIT. Free to use, change and pass on, without warranty.</p>
        <p class="soft">{`Not made by the makers of ${listed([...hosts, ...ledgers], 'conjunction')}; the names belong to them.`}</p>
      </section>
    </>
  );
}

import { browser } from 'wxt/browser';
import { useState } from 'preact/hooks';
import type { ConnectAnswer, MessageRequest } from '../../../lib/messages';
import { sendMessage } from '../../../lib/messaging';
import type { Company } from '../../../lib/ledgers/ledger';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { originName } from '../../shared/names';

/** What was answered to earlier questions of the same press. */
type Answered = Omit<MessageRequest<'connect'>, 'connection'>;

/** What Connect needs to know, or to be done, before it can go on. */
export type ConnectStep =
  | { ask: 'company'; companies: Company[] }
  | { ask: 'replace'; other: string; company: string; answered: Answered }
  | { ask: 'currencies'; missingInHost: string[]; missingInLedger: string[]; answered: Answered };

export interface Connecting {
  busy: boolean;
  error: string | null;
  step: ConnectStep | null;
  connect: () => void;
  /** The user chose a company. */
  choose: (company: string) => void;
  /** The user lets the other connection be disconnected. */
  replace: () => void;
  /** The user has added the currencies. */
  again: () => void;
  cancel: () => void;
}

/** The press on Connect and what may follow it: access, sign-in, company, another connection of the company. */
export function useConnect(connection: ConnectionRow, origins: string[]): Connecting {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [step, setStep] = useState<ConnectStep | null>(null);

  const show = (answer: ConnectAnswer, answered: Answered) => {
    if (!answer.ok) setError(answer.detail ? `${answer.message} ${answer.detail}` : answer.message);
    else if (answer.state === 'choose-company') setStep({ ask: 'company', companies: answer.companies });
    else if (answer.state === 'already-connected') setStep({ ask: 'replace', other: answer.other, company: answer.company, answered });
    else if (answer.state === 'currencies-differ') setStep({ ask: 'currencies', missingInHost: answer.missingInHost, missingInLedger: answer.missingInLedger, answered });
  };

  const go = async (more: Answered) => {
    setBusy(true);
    setError(null);
    setStep(null);
    try {
      show(await sendMessage('connect', { connection: connection.id, ...more }), more);
    } catch {
      // The sign-in can outlive the question; the state above follows the database either way.
      setError('The answer got lost. If the state does not become Connected, press Connect again.');
    } finally {
      setBusy(false);
    }
  };

  const afterAsking = async (asked: Promise<boolean>) => {
    setBusy(true);
    setError(null);
    try {
      if (await asked) return await go({});
      setError(`Without access to ${origins.map(originName).join(' and ')} nothing can be read or booked. Press Connect and allow it.`);
    } catch (failure) {
      setError(`The browser did not let access be asked for: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
    setBusy(false);
  };

  const connect = () => {
    // First of all, and in the press itself: later the browser refuses to ask.
    const asked = browser.permissions.request({ origins });
    void afterAsking(asked);
  };

  return {
    busy,
    error,
    step,
    connect,
    choose: (company) => void go({ company }),
    replace: () => void go({ ...(step?.ask === 'replace' ? step.answered : {}), replace: true }),
    again: () => void go({ ...(step?.ask === 'currencies' ? step.answered : {}), again: true }),
    cancel: () => setStep(null),
  };
}

import { useId, useState } from 'preact/hooks';
import type { Company } from '../../../lib/ledgers/ledger';
import { Button } from '../../shared/Button';
import type { Connecting } from './useConnect';

/** The questions a press on Connect can lead to, asked in place. */
export function ConnectSteps({ connecting, host, ledger }: { connecting: Connecting; host: string; ledger: string }) {
  const { step } = connecting;
  if (step?.ask === 'currencies') return <Currencies missing={[[ledger, step.missingInLedger], [host, step.missingInHost]]} onAgain={connecting.again} onCancel={connecting.cancel} />;
  if (step?.ask === 'company') return <CompanyChoice companies={step.companies} ledger={ledger} onChoose={connecting.choose} onCancel={connecting.cancel} />;
  if (step?.ask === 'replace') {
    return (
      <div class="note tone-warn" role="alert">
        <i class="dot" aria-hidden="true" />
        <div class="stack">
          <p>{`${step.company}: "${step.other}" is connected to this company already. Connecting will disconnect it.`}</p>
          <div class="row">
            <Button best onClick={connecting.replace}>
              Replace
            </Button>
            <Button onClick={connecting.cancel}>Cancel</Button>
          </div>
        </div>
      </div>
    );
  }
  return null;
}

interface CurrenciesProps {
  /** Each side's name with what it lacks. */
  missing: readonly (readonly [string, readonly string[]])[];
  onAgain: () => void;
  onCancel: () => void;
}

function Currencies({ missing, onAgain, onCancel }: CurrenciesProps) {
  const sides = missing.map(([side]) => side).join(' and ');
  return (
    <div class="note tone-warn" role="alert">
      <i class="dot" aria-hidden="true" />
      <div class="stack">
        <p>{`The currencies of ${sides} do not match, so nothing was connected. Add what is missing, or switch it off on the other side.`}</p>
        <ul class="plain">
          {missing.map(([side, codes]) => codes.length > 0 && <li key={side}>{`Missing in ${side}: ${codes.join(', ')}`}</li>)}
        </ul>
        <div class="row">
          <Button best onClick={onAgain}>
            Check again
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </div>
    </div>
  );
}

interface CompanyChoiceProps {
  companies: readonly Company[];
  ledger: string;
  onChoose: (company: string) => void;
  onCancel: () => void;
}

const describe = (company: Company): string =>
  [`${company.name} (${company.id})`, company.currency, company.unusable].filter(Boolean).join(', ');

function CompanyChoice({ companies, ledger, onChoose, onCancel }: CompanyChoiceProps) {
  const id = useId();
  const [chosen, setChosen] = useState(companies.find((company) => !company.unusable)?.id ?? '');
  return (
    <div class="note tone-info">
      <i class="dot" aria-hidden="true" />
      <div class="stack grow">
        <div class="field">
          <label for={id}>Company</label>
          <select id={id} class="field-control" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {companies.map((company) => (
              <option key={company.id} value={company.id} disabled={Boolean(company.unusable)} selected={company.id === chosen}>
                {describe(company)}
              </option>
            ))}
          </select>
          <p class="soft small">{`You may reach several companies in ${ledger}. Documents of this connection are booked in the one you choose, and in no other.`}</p>
        </div>
        <div class="row">
          <Button best disabled={!chosen} onClick={() => onChoose(chosen)}>
            Use this company
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </div>
    </div>
  );
}

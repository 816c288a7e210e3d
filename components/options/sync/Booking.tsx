import { ledgerForms } from '../../../lib/ledgers/fields';
import type { ConnectionRow } from '../../../lib/storage/rows';
import { useQueries } from '../../shared/queries';
import { useObservable } from '../../shared/useObservable';
import { Field } from '../Field';
import type { SlotView } from './slots';
import type { SalesAs } from './draft';

interface BookingProps {
  connection: ConnectionRow;
  views: readonly SlotView[];
  onChoose: (view: SlotView, code: string) => void;
  salesAs: SalesAs;
  onSalesAs: (salesAs: SalesAs) => void;
}

/** Which journal, how sales are booked, and what holds where a document says nothing. */
export function BookingFields({ connection, views, onChoose, salesAs, onSalesAs }: BookingProps) {
  return (
    <>
      <SalesAsField connection={connection} value={salesAs} onChange={onSalesAs} />
      <div class="columns">
        {views.map((view) => (
          <SlotField key={`${view.slot.kind}/${view.slot.host}`} view={view} onChoose={(code) => onChoose(view, code)} />
        ))}
      </div>
      <p class="soft small">
        {views.length === 0 ? 'Journals and accounts can be chosen once they were read from the ledger, when it is connected.' : 'The same as on Mappings. Without a journal of your own choice, the first that fits the document is used.'}
      </p>
    </>
  );
}

/** Where the ledger can book sales in more than one way. */
function SalesAsField({ connection, value, onChange }: { connection: ConnectionRow; value: SalesAs; onChange: (salesAs: SalesAs) => void }) {
  const queries = useQueries();
  const { id, ledger } = connection;
  const isFixed = useObservable(() => queries.hasInvoices(id, ledger.company), [queries, id, ledger.company]) ?? false;
  const field = ledgerForms.find(({ system }) => system === ledger.system)?.fields.find(({ name }) => name === 'salesAs');
  const choices = field?.choices;
  if (!field || !choices) return null;
  const shown = value ?? choices[0]?.[0];
  const hint = isFixed ? 'Invoices were sent already. They are found again only where they were booked, so this stays as it is.' : field.hint;
  return (
    <Field label={field.label} hint={hint}>
      {(attributes) => (
        <select {...attributes} disabled={isFixed} value={shown} onChange={(event) => onChange(event.currentTarget.value === choices[0]?.[0] ? undefined : (event.currentTarget.value as SalesAs))}>
          {choices.map(([each, text]) => (
            <option key={each} value={each} selected={each === shown}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function SlotField({ view: { slot, value, otherwise, choices, isGone, locked }, onChoose }: { view: SlotView; onChoose: (code: string) => void }) {
  const error = isGone ? 'The ledger has it no longer, or it may not be used here. Choose another.' : undefined;
  return (
    <Field label={slot.label} error={error} hint={locked ? 'Set by your organisation.' : undefined}>
      {(attributes) => (
        <select {...attributes} disabled={locked} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="" selected={value === ''}>{`Not set (${otherwise})`}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

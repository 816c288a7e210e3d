import type { SettingsForm } from '../../../lib/model/settings-field';
import { keyOf, valueOf, type Draft } from './draft';
import { SettingsInput } from './SettingsInput';

interface EndFieldsProps {
  forms: readonly SettingsForm[];
  form: SettingsForm;
  /** What the choice between several is called. */
  choice: string;
  draft: Draft;
  /** What is to be said by now, by the field's key. */
  faults: Readonly<Record<string, string | undefined>>;
  onChoose: (system: string) => void;
  onType: (key: string, value: string) => void;
  onLeave: (key: string) => void;
}

/** One end of a connection: which system it is, where there is a choice, and what that one is asked for. */
export function EndFields({ forms, form, choice, draft, faults, onChoose, onType, onLeave }: EndFieldsProps) {
  return (
    <>
      {forms.length > 1 && (
        <SettingsInput field={{ label: choice, kind: 'choice', choices: forms.map(({ system, name }) => [system, name] as const) }} value={form.system} onChange={onChoose} />
      )}
      {form.fields.map((field) => {
        const key = keyOf(form, field);
        return <SettingsInput key={key} field={field} value={valueOf(draft, form, field)} error={faults[key]} onChange={(value) => onType(key, value)} onLeave={() => onLeave(key)} />;
      })}
    </>
  );
}

import type { SettingsField } from '../../../lib/model/settings-field';
import { Field } from '../Field';
import { RedirectAddress } from './RedirectAddress';

interface SettingsInputProps {
  field: Pick<SettingsField, 'label' | 'kind' | 'hint' | 'placeholder' | 'choices'>;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
  /** The user has left it. */
  onLeave?: () => void;
}

/** One field of the settings, whatever it asks for. */
export function SettingsInput({ field, value, error, onChange, onLeave }: SettingsInputProps) {
  const { label, kind, hint, placeholder, choices } = field;
  if (kind === 'redirect') return <RedirectAddress label={label} hint={hint} />;
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) =>
        kind === 'choice' ? (
          <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            {choices?.map(([each, text]) => (
              <option key={each} value={each} selected={each === value}>
                {text}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...attributes}
            autocomplete="off"
            spellcheck={false}
            {...(kind === 'secret' ? { type: 'password' } : { type: 'text' })}
            placeholder={placeholder}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
            {...(onLeave ? { onBlur: onLeave } : {})}
          />
        )
      }
    </Field>
  );
}

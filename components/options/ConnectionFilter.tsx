import type { ConnectionRow } from '../../lib/storage/rows';

interface ConnectionFilterProps {
  connections: readonly ConnectionRow[];
  /** Empty for all. */
  value: string;
  label?: string;
  onChange: (id: string) => void;
}

/** Limits a list to one connection; nothing where there is but one. */
export function ConnectionFilter({ connections, value, label = 'Connection', onChange }: ConnectionFilterProps) {
  if (connections.length < 2) return null;
  return (
    <select class="field-control auto" aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">All connections</option>
      {connections.map(({ id }) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </select>
  );
}

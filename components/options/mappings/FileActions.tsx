import { useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { saveText } from '../saveText';
import { ImportMappings } from './ImportMappings';

const formats = { csv: { name: 'CSV', type: 'text/csv' }, json: { name: 'JSON', type: 'application/json' } } as const;

/** The mappings as a file, and back. */
export function FileActions({ connection, onImported }: { connection: string; onImported: (resumed: number) => void }) {
  const [importing, setImporting] = useState(false);
  const { busy, error, run } = useCommand();
  const save = async (format: keyof typeof formats) => {
    const outcome = await run(() => sendMessage('exportMappings', { connection, format }));
    if (outcome?.ok) saveText(`ledgerbar-mappings-${connection}.${format}`, outcome.text, formats[format].type);
  };
  return (
    <>
      <Button onClick={() => setImporting(true)}>Import mappings</Button>
      {(['csv', 'json'] as const).map((format) => (
        <Button key={format} disabled={busy} onClick={() => void save(format)}>
          {`Export ${formats[format].name}`}
        </Button>
      ))}
      <ErrorLine text={error} />
      {importing && <ImportMappings connection={connection} onClose={() => setImporting(false)} onImported={onImported} />}
    </>
  );
}

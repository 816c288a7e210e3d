import { useId, useState } from 'preact/hooks';
import type { MappingsPreview } from '../../../lib/messages';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';
import { MappingsChanges } from './MappingsChanges';

const largest = 40_000_000;

interface ImportMappingsProps {
  connection: string;
  onClose: () => void;
  onImported: (resumed: number) => void;
}

/** Reads a file of mappings, shows what it would change, and changes it when told to. */
export function ImportMappings({ connection, onClose, onImported }: ImportMappingsProps) {
  const [file, setFile] = useState<{ text: string; preview: MappingsPreview } | null>(null);
  const { busy, error, setError, run } = useCommand();
  const id = useId();

  const choose = async (chosen: File | undefined) => {
    setFile(null);
    setError(null);
    if (!chosen) return;
    if (chosen.size > largest) return setError('The file is larger than 40 MB. Divide it, and import the parts one after the other.');
    const text = await chosen.text().catch(() => null);
    if (text === null) return setError('The file could not be read. Choose it again.');
    const outcome = await run(() => sendMessage('previewMappings', { connection, text }));
    if (outcome?.ok) setFile({ text, preview: outcome });
  };
  const apply = async () => {
    if (!file) return;
    const outcome = await run(() => sendMessage('importMappings', { connection, text: file.text }));
    if (!outcome?.ok) return;
    onImported(outcome.resumed);
    onClose();
  };
  const count = file ? file.preview.counts.add + file.preview.counts.change : 0;

  return (
    <Dialog
      title="Import mappings"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button best disabled={count === 0 || busy} onClick={() => void apply()}>
            {count === 0 ? 'Apply' : `Apply ${count} ${count === 1 ? 'change' : 'changes'}`}
          </Button>
        </>
      }
    >
      <div class="field">
        <label for={id}>Mappings file</label>
        <input id={id} class="field-control file" type="file" accept=".csv,.json,text/csv,application/json" aria-describedby={`${id}-hint`} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
        <p id={`${id}-hint`} class="soft small">
          A table with the columns kind, host and ledger, as Export CSV writes it and spreadsheets save it, or JSON. Nothing is removed by it.
        </p>
      </div>
      <ErrorLine text={error} />
      {file && <MappingsChanges preview={file.preview} />}
    </Dialog>
  );
}

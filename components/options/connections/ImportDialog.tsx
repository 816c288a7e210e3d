import { useId, useState } from 'preact/hooks';
import type { ImportPreview } from '../../../lib/messages';
import { sendMessage } from '../../../lib/messaging';
import { Button } from '../../shared/Button';
import { Dialog } from '../../shared/Dialog';
import { ErrorLine } from '../../shared/ErrorLine';
import { useCommand } from '../../shared/useCommand';

const largest = 20_000_000;

/** Reads a settings file, shows what it would change, and changes it when told to. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<{ text: string; preview: ImportPreview } | null>(null);
  const { busy, error, setError, run } = useCommand();
  const id = useId();

  const choose = async (chosen: File | undefined) => {
    setFile(null);
    setError(null);
    if (!chosen) return;
    if (chosen.size > largest) return setError('The file is larger than 20 MB, which no settings file is.');
    try {
      const text = await chosen.text();
      setFile({ text, preview: await sendMessage('previewImport', { text }) });
    } catch {
      setError('The file could not be read. Choose it again.');
    }
  };
  const apply = async () => {
    if (!file) return;
    const outcome = await run(() => sendMessage('applyImport', { text: file.text }));
    if (outcome?.ok) onClose();
  };
  const usable = file !== null && file.preview.errors.length === 0;

  return (
    <Dialog
      title="Import settings"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button best disabled={!usable || busy} onClick={() => void apply()}>
            Apply
          </Button>
        </>
      }
    >
      <div class="field">
        <label for={id}>Settings file</label>
        <input id={id} class="field-control file" type="file" accept=".json,application/json" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </div>
      <ErrorLine text={error} />
      {file && <Preview preview={file.preview} />}
    </Dialog>
  );
}

const signs = { add: '+', change: '~', same: '=' } as const;
const words = { add: 'Adds', change: 'Changes', same: 'Leaves as it is' } as const;

function Preview({ preview }: { preview: ImportPreview }) {
  if (preview.errors.length > 0) {
    return (
      <div role="alert" class="error-text">
        <p>This file cannot be used:</p>
        <ul class="plain">
          {preview.errors.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div aria-live="polite">
      <h3>What would change</h3>
      <ul class="changes" aria-label="What would change">
        {preview.changes.length === 0 && <li class="soft">Nothing: the file holds no settings.</li>}
        {preview.changes.map(({ kind, text }) => (
          <li key={text} class={kind}>
            <span class="sign" aria-hidden="true">
              {signs[kind]}
            </span>
            <span class="hidden-visually">{`${words[kind]}: `}</span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Answers as a background would that has nothing to do. */
export async function sendMessage(name: string, data: { connection?: string }): Promise<unknown> {
  if (name === 'previewImport') {
    return {
      errors: [],
      changes: [
        { kind: 'add', text: 'Connection "acme": Scoro at acme.scoro.com with Exact Online (nl), company 123456' },
        { kind: 'change', text: 'Connection "beta": start date 2026-01-01 becomes 2026-06-01' },
        { kind: 'same', text: '14 mappings of "beta"' },
      ],
    };
  }
  if (name === 'connect' && data.connection === 'beta') {
    return {
      ok: true,
      state: 'choose-company',
      companies: [
        { id: '123456', name: 'Beta BV', currency: 'EUR', country: 'NL' },
        { id: '123457', name: 'Beta Archive', currency: 'EUR', country: 'NL', unusable: 'archived' },
      ],
    };
  }
  if (name === 'previewMappings') {
    return {
      ok: true, counts: { add: 212, change: 2, same: 1040, refused: 2 }, unchecked: 180,
      changes: [
        { line: 2, change: 'add', kind: 'account', host: 'Cloud services', to: '4010, Office' }, { line: 3, change: 'change', kind: 'VAT code', host: 'BTW hoog 21%', from: '2, High rate', to: '2A, High rate, distance sales' },
        { line: 9, change: 'change', kind: 'unit', host: 'stuk', from: 'pc, Pieces', to: 'hour, Hours' },
      ],
      refused: [{ line: 14, reason: 'Exact Online has no account "800". Is 0800 meant? Spreadsheets drop zeros at the beginning; save the column as text.' }, { line: 21, reason: 'There is no kind "acount". Kinds are taxCode, account, journal.' }],
    };
  }
  if (name === 'setMappings' || name === 'setMapping') return { ok: true, resumed: 2 };
  if (name === 'exportSettings') return '{}';
  return { ok: true };
}
export const onMessage = () => () => undefined;

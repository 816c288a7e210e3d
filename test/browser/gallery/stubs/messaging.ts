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
  if (name === 'exportSettings') return '{}';
  return { ok: true };
}
export const onMessage = () => () => undefined;

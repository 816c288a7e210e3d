const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', ndash: '–', mdash: '—' };

function decode(whole: string, body: string): string {
  if (!body.startsWith('#')) return entities[body.toLowerCase()] ?? whole;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** The text of a field that may hold HTML: no tags, entities read, a line for each block, no empty lines. */
export function plainText(html: string): string {
  const withBreaks = html.replace(/<br\s?\/?>|<\/(?:p|div|li|h[1-6]|tr)>/gi, '\n');
  const withoutTags = withBreaks.replace(/<\/?[a-z][^<>]*>/gi, '');
  const decoded = withoutTags.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, decode);
  const lines = decoded.split('\n').map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim());
  return lines.filter((line) => line !== '').join('\n');
}

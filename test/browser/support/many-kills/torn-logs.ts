import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** LevelDB's log: blocks of 32 KB, in them records with a header of checksum (4), length (2) and kind (1). */
const blockSize = 32_768;
const headerSize = 7;
const kinds = { whole: 1, first: 2, middle: 3, last: 4 };

/** Where the last whole record ends. */
export function endOfWhole(log: Buffer): number {
  let end = 0;
  for (let at = 0; at + headerSize <= log.length; ) {
    const left = blockSize - (at % blockSize);
    if (left < headerSize) {
      at += left;
      continue;
    }
    const [length, kind] = [log.readUInt16LE(at + 4), log.readUInt8(at + 6)];
    const next = at + headerSize + length;
    if (next > log.length || headerSize + length > left || kind < kinds.whole || kind > kinds.last) break;
    if (kind === kinds.whole || kind === kinds.last) end = next;
    at = next;
  }
  return end;
}

/**
 * Takes away the half of a record that a kill left at the end of a database's log. Chromium goes on writing behind it, and at
 * the start after that takes the log for corrupt and deletes the database: it cannot be prevented from within, and is not
 * what is looked at here. Nothing is lost by it that was said to be on disk.
 */
export function mendTornLogs(profile: string): void {
  const folders = readdirSync(join(profile, 'Default'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name === 'CURRENT');
  for (const { parentPath } of folders) {
    for (const name of readdirSync(parentPath).filter((file) => /^\d+\.log$/.test(file))) {
      const file = join(parentPath, name);
      if (!existsSync(file)) continue;
      const log = readFileSync(file);
      const end = endOfWhole(log);
      if (end < log.length) truncateSync(file, end);
    }
  }
}

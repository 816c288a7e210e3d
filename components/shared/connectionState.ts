import type { Tone } from '../../lib/model/view';
import type { ConnectionRow } from '../../lib/storage/rows';

/** The state of a connection as everyone reads it: exactly "Connected", "Not connected", "Sign-in needed", or what is wrong. */
export function connectionState(row: Pick<ConnectionRow, 'state' | 'trouble'>): { text: string; tone: Tone } {
  switch (row.state) {
    case 'connected':
      return { text: 'Connected', tone: 'ok' };
    case 'not-connected':
      return { text: 'Not connected', tone: 'none' };
    case 'sign-in-needed':
      return { text: 'Sign-in needed', tone: 'warn' };
    case 'trouble':
      return { text: row.trouble ?? 'Something is wrong', tone: 'bad' };
  }
}

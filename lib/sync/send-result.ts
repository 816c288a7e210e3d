import type { Difference } from '../model/problem';

/** How a send or a fetch ended. */
export interface SendResult {
  result: string;
  differences?: Difference[];
  updatable?: string | null;
}

import type { Fix } from '../../model/problem';
import type { Prefix } from './wording';

/** One cause. A row without prefixes looks at the whole line, one without a subject takes any. */
export interface Cause {
  code: string;
  prefixes?: readonly Prefix[];
  subject?: RegExp;
  message: (subject: string) => string;
  /** The cure. */
  detail: string;
  fixes: readonly Fix[];
}

export const always = (message: string) => () => message;
export const named = (sentence: string) => (subject: string) => sentence.replace('{subject}', () => subject || 'a value');

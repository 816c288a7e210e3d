import { z } from 'zod';
import { fixSchema, problemSchema } from './problem';

/** `ok`: seen to be right; `warning`: it works, with less; `wrong`: documents will be held up; `unknown`: cannot be told from what was seen. */
export const findingStates = ['wrong', 'warning', 'unknown', 'ok'] as const;
export type FindingState = (typeof findingStates)[number];

/** What the check-up says of one precondition. */
export const findingSchema = z.object({
  /** Stable, for tests and links ("units"). */
  id: z.string(),
  state: z.enum(findingStates),
  title: z.string(),
  /** How it stands, in a sentence or two. */
  detail: z.string(),
  /** What is to be mended one by one, each with its own fixes. */
  items: z.array(problemSchema),
  /** What mends the whole. */
  fixes: z.array(fixSchema),
});
export type Finding = z.infer<typeof findingSchema>;

/** As much of a kept check-up as is shown. */
const shownSchema = z.object({ at: z.number(), findings: z.array(findingSchema), calls: z.object({ host: z.number(), ledger: z.number() }) });
export type ShownCheckUp = z.infer<typeof shownSchema>;

/** The check-up as it is kept with a connection; null where there is none, or another version wrote it. Pure. */
export const shownCheckUp = (kept: unknown): ShownCheckUp | null => shownSchema.safeParse(kept).data ?? null;

/** Findings the user can mend: red first, and in the order of the check-up. Pure. */
export const toMend = (findings: readonly Finding[]): Finding[] => (['wrong', 'warning'] as const).flatMap((state) => findings.filter((finding) => finding.state === state));

/** "2 things to mend, 1 to look at", for one line. Pure. */
export function checkUpWords(findings: readonly Finding[]): { text: string; tone: 'ok' | 'warn' | 'bad' | 'none' } {
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  const warnings = findings.filter(({ state }) => state === 'warning').length;
  if (wrong > 0) return { text: `${wrong === 1 ? '1 thing' : `${wrong} things`} to mend${warnings > 0 ? `, ${warnings} to look at` : ''}`, tone: 'bad' };
  if (warnings > 0) return { text: warnings === 1 ? '1 thing to look at' : `${warnings} things to look at`, tone: 'warn' };
  const unknown = findings.filter(({ state }) => state === 'unknown').length;
  if (unknown === findings.length) return { text: 'nothing could be checked yet', tone: 'none' };
  return { text: unknown === 0 ? 'everything is in order' : `nothing to mend, ${unknown} cannot be told yet`, tone: 'ok' };
}

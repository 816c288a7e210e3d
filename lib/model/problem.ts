import { z } from 'zod';
import { daySchema } from './dates';
import { mappingKindSchema } from './reference';

/** What a fix does when its button is pressed. Kept with the problem, so that a page only names a fix, never invents one. */
export const fixActionSchema = z.discriminatedUnion('type', [
  /** Set this mapping, then send again. With no `ledger` the user picks one of the choices. */
  z.object({ type: z.literal('map'), kind: mappingKindSchema, host: z.string(), ledger: z.string().optional() }),
  /** A value of the ledger stands for the host value the user picks, which `suffix` follows in the mapping's host name. */
  z.object({ type: z.literal('map-back'), kind: mappingKindSchema, ledger: z.string(), suffix: z.string() }),
  z.object({ type: z.literal('create-contact') }),
  z.object({ type: z.literal('give-role') }),
  /** The ledger's document is this one: link, do not send. */
  z.object({ type: z.literal('adopt'), ledgerId: z.string().optional() }),
  z.object({ type: z.literal('send-as-new') }),
  z.object({ type: z.literal('post-on'), date: daySchema }),
  /** Of several documents in the ledger for one here: this one stays, the rest is deleted. The user picks one of the choices. */
  z.object({ type: z.literal('keep-one') }),
  z.object({ type: z.literal('keep-all') }),
  z.object({ type: z.literal('retry') }),
  z.object({ type: z.literal('sign-in') }),
  z.object({ type: z.literal('refresh-reference') }),
  z.object({ type: z.literal('accept-difference') }),
  /** Send although the ledger will compute tax that is off by this much, as decimal text. */
  z.object({ type: z.literal('accept-rounding'), difference: z.string() }),
  /** For these fields, which somebody changed in the ledger, the ledger's or the host's value holds; `seen` names the state of the ledger that was shown. */
  z.object({ type: z.literal('settle-ledger-change'), holds: z.enum(['host', 'ledger']), fields: z.array(z.string()), seen: z.string() }),
  z.object({ type: z.literal('open-host') }),
  z.object({ type: z.literal('open-ledger') }),
  z.object({ type: z.literal('open-options'), route: z.string() }),
  /** Have the browser ask for access to these sites. Only a page of our own can, in the press itself. */
  z.object({ type: z.literal('grant-access'), origins: z.array(z.string()) }),
]);
export type FixAction = z.infer<typeof fixActionSchema>;

export const choiceSchema = z.object({ value: z.string(), label: z.string(), detail: z.string().optional() });
export type Choice = z.infer<typeof choiceSchema>;

export const fixSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** The best guess: the one coloured button. */
  best: z.boolean().optional(),
  action: fixActionSchema,
  /** Shown as a list to choose from when the button is pressed. */
  choices: z.array(choiceSchema).optional(),
});
export type Fix = z.infer<typeof fixSchema>;

/** Something that keeps a document from being sent: one sentence, why, and how to mend it. */
export const problemSchema = z.object({
  /** From the catalogue, e.g. "tax-code-unmapped"; stable, for tests and statistics. */
  code: z.string(),
  message: z.string(),
  detail: z.string().optional(),
  /** The system's own words, shown behind a fold. */
  raw: z.string().optional(),
  fixes: z.array(fixSchema),
});
export type Problem = z.infer<typeof problemSchema>;

/** One row of the Differences table. */
export const differenceSchema = z.object({
  field: z.string(),
  host: z.string(),
  ledger: z.string(),
  note: z.string().optional(),
  differs: z.boolean(),
  /** Right-aligned, tabular. */
  numeric: z.boolean().optional(),
});
export type Difference = z.infer<typeof differenceSchema>;

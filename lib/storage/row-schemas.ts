import { z } from 'zod';
import { contactRoleSchema } from '../model/contact';
import { daySchema } from '../model/dates';
import { decimalSchema } from '../model/decimal';
import { documentRefSchema } from '../model/document';
import { mappingKindSchema, periodSchema, referenceItemSchema } from '../model/reference';
import { hostIdSchema, ledgerIdSchema } from '../settings';
import type { BudgetRow, ConnectionRow, EvidenceRow, IntentRow, JobRow, LinkRow, MappingRow, SentRow, TermRow, WalkRow, WalkUnderWay } from './rows';

/** Exactly the members of a union: one that is added to the type and not here does not compile. */
const oneOf = <T extends string>(members: Record<T, true>) => z.enum(Object.keys(members) as [T, ...T[]]);

/** Fields of a row, each named as the row names it; what else is in the row is its own affair. */
const rowOf = <Row>(fields: Partial<Record<keyof Row, z.ZodType>>) => z.looseObject(fields as Record<string, z.ZodType>);

const text = z.string();
const name = z.string().min(1);
const count = z.number().int().min(0);
const moment = z.number();
const flag = z.boolean();
const inConnection = { connection: name };
const address = z.union([z.literal(''), z.url()]);

const walk = rowOf<WalkRow>({
  doneAt: moment.optional(),
  wholeAt: moment.optional(),
  under: rowOf<WalkUnderWay>({ startedAt: moment, since: daySchema, isWhole: flag, page: count, refused: z.array(text), restsUntil: moment.optional() }).optional(),
});

const connection = rowOf<ConnectionRow>({
  id: name,
  host: z.looseObject({ system: hostIdSchema, site: address }),
  ledger: z.looseObject({ system: ledgerIdSchema, clientId: text, company: text, traits: z.record(text, z.union([text, flag])).optional() }),
  sync: z.looseObject({ mode: z.enum(['manual', 'automatic']), startDate: daySchema }),
  state: oneOf<ConnectionRow['state']>({ 'not-connected': true, connected: true, 'sign-in-needed': true, trouble: true }),
  run: z.looseObject({ phase: text, total: count, paused: flag }).nullish(),
  paymentCursor: text.nullish(),
  firstSyncAt: moment.optional(),
  nextRunAt: moment.optional(),
  listedAt: moment.optional(),
  listedWholeAt: moment.optional(),
  walkAgainAt: moment.optional(),
  walks: z.looseObject({ contacts: walk.optional(), products: walk.optional() }).optional(),
  anchorMissing: z.array(text).nullish(),
  me: text.optional(),
  people: z.array(z.looseObject({ id: text, name: text, email: text })).optional(),
  notified: z.looseObject({}).optional(),
});

const job = rowOf<JobRow>({
  id: name,
  ...inConnection,
  company: text,
  document: documentRefSchema,
  action: oneOf<JobRow['action']>({ send: true, fetch: true, bring: true }),
  state: oneOf<JobRow['state']>({ queued: true, sending: true, unknown: true, waiting: true, blocked: true, failed: true, done: true }),
  wait: z.looseObject({ reason: oneOf<NonNullable<JobRow['wait']>['reason']>({ limit: true, 'sign-in': true, offline: true, trouble: true, checking: true }), until: moment.nullable() }).nullable(),
  problems: z.array(z.looseObject({ code: text, message: text, fixes: z.array(z.looseObject({ id: text, label: text, action: z.looseObject({ type: text }) })) })),
  decisions: z.looseObject({}),
  attempts: count,
  priority: z.number(),
  nextAt: moment,
  alone: flag.optional(),
  createdAt: moment,
  updatedAt: moment,
  refusals: count.optional(),
  title: z.looseObject({ number: text, contact: text, total: decimalSchema, currency: text }).optional(),
});

const intent = rowOf<IntentRow>({ key: name, ...inConnection, company: text, job: text, contentHash: text, at: moment, endedAt: moment.nullable(), bulk: flag.optional(), shared: z.number().int().nonnegative().optional(), spent: flag.optional() });

const link = rowOf<LinkRow>({
  key: name,
  ...inConnection,
  company: text,
  document: documentRefSchema,
  number: text,
  ledgerId: name,
  ledgerNumber: text,
  ledgerContact: text,
  total: decimalSchema,
  currency: text,
  contactName: text,
  date: daySchema,
  linesHash: text,
  headerHash: text,
  changed: flag,
  remote: oneOf<LinkRow['remote']>({ present: true, voided: true, deleted: true }),
  generation: count,
  sentAt: moment,
  payment: z.looseObject({ state: z.enum(['open', 'partly', 'paid']), paid: decimalSchema, open: decimalSchema, date: text.nullable(), checkedAt: moment }).nullable(),
  receipt: z.looseObject({ id: text, at: moment }).nullable(),
});

const mapping = rowOf<MappingRow>({ ...inConnection, kind: mappingKindSchema, host: text, ledger: text, origin: text, used: count, updatedAt: moment, sent: rowOf<SentRow>({ fields: z.record(text, text), roles: z.array(contactRoleSchema).optional() }).optional() });

const evidence = rowOf<EvidenceRow>({ ...inConnection, kind: mappingKindSchema, clue: name, ledger: text, documents: count, updatedAt: moment });

const term = rowOf<TermRow>({ ...inConnection, id: name, document: text, total: decimalSchema, open: decimalSchema, settled: flag, currency: text, lastPaymentDate: text.nullable() });

const budgetWindow = z.looseObject({ start: moment, used: count, limit: z.number().nullable(), left: z.number().nullable(), resetsAt: moment.nullable() });
const budget = rowOf<BudgetRow>({ key: name, minute: budgetWindow, day: budgetWindow, errors: z.record(text, z.array(moment)), recent: z.record(text, z.array(moment)).optional(), closedUntil: moment.nullable(), closedBudget: text.nullable() });

/** What the rows must be that sync relies on. Lenient about fields it does not know: a later version may have added them. */
const rowSchemas = {
  connections: connection,
  jobs: job,
  intents: intent,
  links: link,
  mappings: mapping,
  evidence,
  reference: referenceItemSchema.extend(inConnection),
  periods: periodSchema.extend(inConnection),
  terms: term,
  budgets: budget,
} satisfies Record<string, z.ZodType>;

export type CheckedTable = keyof typeof rowSchemas;

/** Few rows, and the ones that work is done from. In this order: what stands in for a job goes by its intent. */
export const smallTables = ['intents', 'jobs', 'connections', 'budgets'] as const satisfies readonly CheckedTable[];
export const largeTables = ['links', 'mappings', 'evidence', 'reference', 'periods', 'terms'] as const satisfies readonly CheckedTable[];

export const checkedTables: readonly CheckedTable[] = [...smallTables, ...largeTables];

/** What is wrong with a row of the table, field by field; null when it is what it should be. Says no value of it. Pure. */
export function faultOf(table: CheckedTable, row: unknown): string | null {
  const parsed = rowSchemas[table].safeParse(row);
  if (parsed.success) return null;
  return parsed.error.issues.slice(0, 3).map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
}

import { z } from 'zod';
import { daySchema } from './model/dates';
import { mappingKindSchema } from './model/reference';

/** What is synchronised, and since when. */
export const syncSettingsSchema = z.object({
  mode: z.enum(['manual', 'automatic']).default('manual'),
  startDate: daySchema.optional(),
  invoices: z.boolean().default(true),
  bills: z.boolean().default(true),
  contacts: z.boolean().default(true),
  products: z.boolean().default(true),
  payments: z.boolean().default(true),
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

/** Codes are text; a number in the file means its digits. */
const digitsAsText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const codeText = z.preprocess(digitsAsText, z.string());

const origin = z
  .url({ protocol: /^https$/ })
  .transform((value) => new URL(value).origin)
  .describe('The address of the site, https://name.example.com');

const requestsPerDay = z.int().positive().describe('API requests the site may make a day, where its plan says otherwise than usual');

export const hostSettingsSchema = z.discriminatedUnion('system', [
  z.object({ system: z.literal('scoro'), site: origin, companyAccountId: z.string().min(1).optional(), apiKey: z.string().min(1).optional(), requestsPerDay: requestsPerDay.optional() }),
  z.object({ system: z.literal('precoro'), site: origin, email: z.string().optional(), apiKey: z.string().min(1).optional() }),
  z.object({ system: z.literal('halopsa'), site: origin, clientId: z.string().optional(), clientSecret: z.string().min(1).optional() }),
  z.object({ system: z.literal('scope') }),
]);

export const ledgerSettingsSchema = z.discriminatedUnion('system', [
  z.object({
    system: z.literal('exact-online'),
    country: z.enum(['nl', 'be', 'de', 'uk', 'us', 'es', 'fr']),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    company: z.preprocess(digitsAsText, z.string().regex(/^\d*$/)).optional(),
    salesAs: z.enum(['entry', 'invoice']).optional(),
  }),
  z.object({
    system: z.literal('quickbooks-online'),
    environment: z.enum(['production', 'sandbox']),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    company: codeText.optional(),
  }),
]);

export const connectionSettingsSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore'),
  host: hostSettingsSchema,
  ledger: ledgerSettingsSchema,
  sync: syncSettingsSchema.optional(),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

export const mappingSettingsSchema = z.object({
  connection: z.string(),
  kind: mappingKindSchema,
  host: codeText,
  ledger: codeText,
});
export type MappingSettings = z.infer<typeof mappingSettingsSchema>;

/** The settings file: what is imported, exported and given by policy. Version 1. */
export const settingsFileSchema = z.object({
  version: z.literal(1),
  connections: z.array(connectionSettingsSchema).max(200).default([]),
  mappings: z.array(mappingSettingsSchema).max(200_000).default([]),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;

import { z } from 'zod';
import { daySchema } from './model/dates';
import { mappingKindSchema } from './model/reference';

/** Codes are text; a number in the file means its digits, unless it is so long that reading the file has rounded it. */
const digitsAsText = (value: unknown): unknown => (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : value);
const codeText = z.preprocess(digitsAsText, z.string());

/** Which way something goes. Never both at a time. */
export const directionSchema = z.enum(['to-ledger', 'to-host']);
export type Direction = z.infer<typeof directionSchema>;

/** What goes over, by the name it has in the settings. */
export const syncedKinds = ['invoices', 'bills', 'contacts', 'products', 'payments'] as const;
export type SyncedKind = (typeof syncedKinds)[number];

/** Which ways each kind may go. */
export type Directions = Readonly<Record<SyncedKind, readonly Direction[]>>;

/** Where nothing else is said: documents and what they need go to the ledger, what was paid comes back. */
export const usualDirections: Readonly<Record<SyncedKind, Direction>> = { invoices: 'to-ledger', bills: 'to-ledger', contacts: 'to-ledger', products: 'to-ledger', payments: 'to-host' };
export const directionOf = ({ directions }: Pick<SyncSettings, 'directions'>, kind: SyncedKind): Direction => directions?.[kind] ?? usualDirections[kind];

/** What a saved view of the host can limit. */
export const bookmarkedKinds = ['invoices', 'bills', 'contacts'] as const satisfies readonly SyncedKind[];
export type BookmarkedKind = (typeof bookmarkedKinds)[number];

const emailText = z.email().max(254);
export const isEmail = (text: string): boolean => emailText.safeParse(text).success;

/** How often a summary is sent. */
export const digests = ['off', 'hourly', 'daily'] as const;
export type Digest = (typeof digests)[number];

/** An address that takes messages: whoever knows it can write there, so it is kept like a key. Empty: none any more. */
const webhookText = z.string().max(2000).refine((text) => text === '' || isWebhook(text), 'an https address, without a user name and password');

/** May messages be posted there? Pure. */
export function isWebhook(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** How somebody is told of what needs them. */
export const notifySettingsSchema = z.object({
  desktop: z.boolean().optional().describe('Show a notification of the system when documents need you'),
  digest: z.enum(digests).optional().describe('A summary of what was sent and what is open: "hourly" or "daily"; "off" where left out'),
  webhook: webhookText.optional().describe('Where messages are posted as {"text": "..."}: an https address. Kept like a key and never exported; "" removes it'),
  mailto: emailText.optional().describe('Who a summary is addressed to when it is sent by e-mail, by hand'),
});
export type NotifySettings = z.infer<typeof notifySettingsSchema>;

/** What is synchronised, and since when. */
export const syncSettingsSchema = z.object({
  mode: z.enum(['manual', 'automatic']).default('manual'),
  startDate: daySchema.optional(),
  invoices: z.boolean().default(true),
  bills: z.boolean().default(true),
  contacts: z.boolean().default(true),
  products: z.boolean().default(true),
  payments: z.boolean().default(true),
  /** Where another way is wanted than the usual one. */
  directions: z.partialRecord(z.enum(syncedKinds), directionSchema).optional().describe('Which way each kind goes: "to-ledger" or "to-host"; the usual way where left out'),
  /** Saved views of the host that limit what goes over. */
  bookmarks: z.partialRecord(z.enum(bookmarkedKinds), codeText).optional().describe('Ids of saved views of the host; what is outside of them does not go over'),
  everyMinutes: z.int().min(5).max(1440).optional().describe('Minutes between automatic runs'),
  contactStatus: codeText.optional().describe('What a contact becomes in the ledger that is neither a customer nor a supplier; left out, it stays where it is'),
  users: z.array(emailText).max(500).optional().describe('E-mail addresses of the users of the host who see the bar; everybody where left out or empty'),
  notify: notifySettingsSchema.optional().describe('How to be told of what needs somebody'),
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

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
    company: z.preprocess(digitsAsText, z.string().regex(/^[A-Za-z0-9]{0,64}$/)).optional(),
  }),
]);

const systemsOf = <System extends string>(options: readonly { shape: { system: z.ZodLiteral<System> } }[]): z.ZodEnum<Record<System, System>> =>
  z.enum(Object.fromEntries(options.map(({ shape }) => [shape.system.value, shape.system.value])) as Record<System, System>);

/** The hosts and ledgers a connection may name. */
export const hostIdSchema = systemsOf(hostSettingsSchema.options);
export const ledgerIdSchema = systemsOf(ledgerSettingsSchema.options);

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

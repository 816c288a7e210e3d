import { z } from 'zod';

export const contactRoleSchema = z.enum(['customer', 'supplier']);
export type ContactRole = z.infer<typeof contactRoleSchema>;

/** A customer or supplier as the host holds it. */
export const contactSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Set where it is a person, not a company; the name is both parts then. */
  person: z.object({ givenName: z.string(), familyName: z.string() }).optional(),
  /** The number under which a ledger would know it, where the host keeps one. */
  code: z.string().optional(),
  vatNumber: z.string().optional(),
  registrationNumber: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  address: z
    .object({ lines: z.array(z.string()), postcode: z.string(), city: z.string(), /** ISO 3166, two letters; empty where unknown */ country: z.string() })
    .optional(),
});
export type Contact = z.infer<typeof contactSchema>;

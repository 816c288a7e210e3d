import { z } from 'zod';
import { decimalSchema } from './decimal';
import { hostValueSchema } from './document';

/** A product as the host holds it; a ledger calls it an item. */
export const productSchema = z.object({
  id: z.string(),
  /** null where the host keeps none: such a product cannot be matched. */
  code: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  unit: z.string().nullable(),
  group: hostValueSchema.nullable(),
  price: decimalSchema.nullable(),
  service: z.boolean(),
});
export type Product = z.infer<typeof productSchema>;

/** What a product is known by. */
export type ProductKey = Pick<Product, 'code' | 'name'>;

import { z } from 'zod';
import { parseDecimal } from '../../model/decimal';
import { accounts, billPayments, customers, items, payments, vendors, type Entity } from './wire';

/** Records read whole, to be brought to the host. */

const text = z.string().optional();
const ref = z.object({ value: z.string(), name: text });
const amount = z.union([z.number(), z.string()]).transform(parseDecimal).optional();

const party = z.object({
  Id: z.string(), DisplayName: z.string(), Active: z.boolean().optional(), GivenName: text, MiddleName: text, FamilyName: text, CompanyName: text,
  CurrencyRef: ref.optional(), ParentRef: ref.optional(), IsProject: z.boolean().optional(), Job: z.boolean().optional(),
  PrimaryEmailAddr: z.object({ Address: text }).optional(), PrimaryPhone: z.object({ FreeFormNumber: text }).optional(), WebAddr: z.object({ URI: text }).optional(),
  BillAddr: z.object({ Line1: text, Line2: text, Line3: text, Line4: text, Line5: text, City: text, CountrySubDivisionCode: text, PostalCode: text, Country: text }).optional(),
});
export type Party = z.infer<typeof party>;

const item = z.object({
  Id: z.string(), Name: z.string(), Sku: text, Type: text, Active: z.boolean().optional(), Description: text, PurchaseDesc: text, UnitPrice: amount,
  IncomeAccountRef: ref.optional(), ExpenseAccountRef: ref.optional(),
});
export type WholeItem = z.infer<typeof item>;

const as = <T>({ name, endpoint, noun }: Entity<unknown>, schema: z.ZodType<T>): Entity<T> => ({ name, endpoint, noun, schema });

export const wholeCustomers = as(customers, party);
export const wholeVendors = as(vendors, party);
export const wholeItems = as(items, item);

/** Payments as far as they are known again by. */
export const knownPayments = as(payments, z.object({ Id: z.string(), PaymentRefNum: text }));
export const knownBillPayments = as(billPayments, z.object({ Id: z.string(), DocNumber: text, VendorRef: ref }));
export const moneyAccounts = as(accounts, z.object({ Id: z.string(), Name: z.string(), FullyQualifiedName: text, AccountType: text, Active: z.boolean().optional() }));

const detail = z.object({
  ItemRef: ref.optional(), AccountRef: ref.optional(), ItemAccountRef: ref.optional(), TaxCodeRef: ref.optional(), Qty: amount, UnitPrice: amount, TaxInclusiveAmt: amount,
});
export type Detail = z.infer<typeof detail>;
export const readDetail = (value: unknown): Detail => detail.safeParse(value).data ?? {};

const lineFields = z.object({ DetailType: z.string(), Amount: amount, Description: text });
export type LineFields = z.infer<typeof lineFields>;
export const readLine = (value: unknown): LineFields | null => lineFields.safeParse(value).data ?? null;

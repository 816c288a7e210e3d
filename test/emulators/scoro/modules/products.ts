import { z } from 'zod';
import { isNegative, parseDecimal } from '../../../../lib/model/decimal';
import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import type { ScoroProduct, ScoroProductGroup } from '../types';
import { flag, listOf, parsedFields, viewOf, type Answer, type Module, type Request } from './module';

const { yes, decimal } = spellingOf('products');

function writeProduct(product: ScoroProduct, { entity, settings }: Request): object {
  return {
    product_id: product.productId,
    code: product.code,
    name: product.name,
    names: { eng: product.name },
    description: product.description,
    description2: '',
    price: decimal(product.price),
    buying_price: decimal('0'),
    unit: product.unit,
    default_type: 'inhouse',
    supplier_id: 0,
    productgroup_id: settings.productGroups ? product.groupId : 0,
    is_active: yes(product.isActive),
    is_service: yes(product.isService),
    no_discounts: yes(false),
    default_vat_code_id: product.vatCodeId,
    sales_finance_account_id: product.salesAccountId,
    purchases_finance_account_id: product.purchasesAccountId,
    account_id: entity,
    created_date: product.modified,
    modified_date: product.modified,
    is_deleted: yes(false),
    deleted_date: null,
    custom_fields: [],
  };
}

const price = z
  .union([z.string(), z.number()])
  .transform((value) => parseDecimal(value))
  .refine((value) => value !== null && !isNegative(value), 'is not a price');
const text = z.string().optional();
const id = z.number().int().min(0).optional();

/** What modify may write; what is in stock and who made it are Scoro's own. */
const writable = z.strictObject({
  code: text,
  name: z.string().min(1, 'is empty').optional(),
  description: text,
  price: price.optional(),
  unit: text,
  productgroup_id: id,
  is_active: flag,
  is_service: flag,
  default_vat_code_id: id,
  sales_finance_account_id: id,
  purchases_finance_account_id: id,
});

function productFields(fields: z.infer<typeof writable>, { site }: Request): Partial<ScoroProduct> {
  const { productGroups, vatCodes, financeAccounts } = site.state;
  const known = (rows: readonly { id: number }[], given: number | undefined, what: string): number | undefined => {
    if (given !== undefined && given !== 0 && !rows.some((row) => row.id === given)) throw new ScoroError(`${what} ${given} not found`);
    return given;
  };
  const given: Partial<Record<keyof ScoroProduct, unknown>> = {
    code: fields.code, name: fields.name, description: fields.description, price: fields.price, unit: fields.unit, isActive: fields.is_active, isService: fields.is_service,
    groupId: known(productGroups, fields.productgroup_id, 'Product group'),
    vatCodeId: known(vatCodes, fields.default_vat_code_id, 'VAT code'),
    salesAccountId: known(financeAccounts, fields.sales_finance_account_id, 'Finance account'),
    purchasesAccountId: known(financeAccounts, fields.purchases_finance_account_id, 'Finance account'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function modify(request: Request): Answer {
  const { site } = request;
  const fields = productFields(parsedFields(request, writable), request);
  if (request.id === 0) {
    if (!fields.name) throw new ScoroError('Field name is required');
    return { data: writeProduct(site.addProduct({ price: '0', unit: '', ...fields }), request) };
  }
  if (!site.state.products.some(({ productId }) => productId === request.id)) throw new ScoroError('Product not found', 404);
  return { data: writeProduct(site.changeProduct(request.id, fields), request) };
}

export const products: Module = {
  list: listOf(
    ({ site }) => site.state.products,
    {
      product_id: { value: (row) => String(row.productId) },
      code: { value: (row) => row.code },
      name: { value: (row) => row.name },
      modified_date: { value: (row) => row.modified, range: true },
    },
    writeProduct,
  ),
  view: viewOf(
    ({ site }) => site.state.products,
    (row) => row.productId,
    writeProduct,
    new ScoroError('Product not found', 404),
  ),
  modify,
};

const writeGroup = (group: ScoroProductGroup): object => ({
  id: group.id,
  parent_group_id: group.parentId,
  name: group.name,
  comments: '',
  pcs_per_package: null,
  account_name: null,
});

/** Groups are shared between the site's entities. */
export const productGroups: Module = {
  list: listOf(({ site }) => site.state.productGroups, { id: { value: (row) => String(row.id) }, name: { value: (row) => row.name } }, writeGroup),
  view: viewOf(
    ({ site }) => site.state.productGroups,
    (row) => row.id,
    writeGroup,
    new ScoroError('Product group not found', 404),
  ),
};

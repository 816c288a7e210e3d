import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import type { ScoroProduct, ScoroProductGroup } from '../types';
import { listOf, viewOf, type Module, type Request } from './module';

const { yes, decimal } = spellingOf('products');

function writeProduct(product: ScoroProduct, { entity }: Request): object {
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
    productgroup_id: product.groupId,
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

export const products: Module = {
  list: listOf(
    ({ site }) => site.state.products,
    {
      product_id: { value: (row) => String(row.productId) },
      code: { value: (row) => row.code },
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

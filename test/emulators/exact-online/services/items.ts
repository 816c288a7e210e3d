import { entityTypes, removeRow } from '../booking/deletions';
import { failed, Problems } from '../booking/problems';
import { items } from '../fields/logistics';
import { sibling } from '../fields/table';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { messages } from '../texts';
import { midnight, padUnit, padVatCode, text, trimmed, type Row } from '../values';
import { itemFilter } from './mandatory-filters';

/** Checks references and fills in what hangs on them. */
function completed(scope: Scope, values: Row, problems: Problems): Row {
  const { company } = scope;
  const result: Row = { ...values };
  if (values['ItemGroup'] != null) {
    const group = company.itemGroups.find((row) => row['ID'] === values['ItemGroup']);
    if (!group) problems.add(messages.unknownReference('itemGroup'));
    Object.assign(result, { ItemGroupCode: group?.['Code'] ?? null, ItemGroupDescription: group?.['Description'] ?? null });
  }
  if (values['Unit'] != null) {
    const unit = company.units.find((row) => row['Code'] === padUnit(text(values['Unit'])));
    if (!unit || !unit['Active']) problems.add(messages.unknownReference('unit'));
    Object.assign(result, { Unit: unit?.['Code'] ?? null, UnitDescription: unit?.['Description'] ?? null });
  }
  if (values['SalesVatCode'] != null) {
    const code = padVatCode(text(values['SalesVatCode']));
    if (!company.vatCodes.some((row) => row['Code'] === code)) problems.add(messages.unknownReference('vatCode'));
    result['SalesVatCode'] = code;
  }
  for (const name of ['GLRevenue', 'GLCosts']) {
    if (values[name] == null) continue;
    const account = company.glAccounts.find((row) => row['ID'] === values[name]);
    if (!account) problems.add(messages.unknownReference('glAccount'));
    Object.assign(result, { [`${name}Code`]: account?.['Code'] ?? null, [`${name}Description`]: account?.['Description'] ?? null });
  }
  if (trimmed(values['Description']).length > 60) problems.add(messages.invalid('description'));
  return result;
}

export function createItem(scope: Scope, given: Row): Row {
  const { company, world, user } = scope;
  const problems = new Problems(scope);
  const group = given['ItemGroup'] == null ? company.itemGroups.find((row) => row['IsDefault']) : undefined;
  const unit = given['Unit'] == null ? company.units.find((row) => row['Main']) : undefined;
  const values = { ...given, ItemGroup: given['ItemGroup'] ?? group?.['ID'] ?? null, Unit: given['Unit'] ?? unit?.['Code'] ?? null };
  if (trimmed(given['Code']) === '') problems.add(messages.mandatory('code'));
  if (trimmed(given['Description']) === '') problems.add(messages.mandatory('description'));
  if (values.ItemGroup === null) problems.add(messages.mandatory('itemGroup'));
  if (values.Unit === null) problems.add(messages.mandatory('unit'));
  if (company.items.some((row) => trimmed(row['Code']) === trimmed(given['Code']))) problems.add(messages.exists);
  const complete = completed(scope, values, problems);
  problems.settle();
  const item: Row = {
    IsSalesItem: false, IsPurchaseItem: false, IsStockItem: false, IsTime: 0, IsWebshopItem: 0, EndDate: null, StartDate: midnight(world.wall),
    ...complete,
    ID: company.guid(), Division: company.code, Timestamp: company.timestamp(),
    Created: world.wall, Creator: user.id, CreatorFullName: user.name, Modified: world.wall, Modifier: user.id, ModifierFullName: user.name,
  };
  company.items.push(world.bear(item));
  return item;
}

function updateItem(scope: Scope, item: Row, values: Row): void {
  // The code is compared with all, its own record's included.
  if (values['Code'] != null && scope.company.items.some((row) => trimmed(row['Code']) === trimmed(values['Code']))) throw failed(scope, messages.exists);
  const problems = new Problems(scope);
  const complete = completed(scope, values, problems);
  problems.settle();
  const { company, world, user } = scope;
  Object.assign(item, complete, { Timestamp: company.timestamp(), Modified: world.wall, Modifier: user.id, ModifierFullName: user.name });
}

function removeItem(scope: Scope, item: Row): void {
  if (scope.company.salesInvoiceLines.some((line) => line['Item'] === item['ID'])) throw failed(scope, messages.processed);
  removeRow(scope, scope.company.items, item, entityTypes.item);
}

export const itemResources: Resource[] = [
  {
    table: items,
    rows: ({ company }) => company.items,
    mandatoryFilter: itemFilter,
    create: (scope, { values }) => createItem(scope, values),
    thin: ({ ID }) => ({ ID, CostPriceNew: '0', CostPriceStandard: '0', StandardSalesPrice: '0', Stock: '0' }),
    update: (scope, row, { values }) => updateItem(scope, row, values),
    remove: removeItem,
  },
  { table: sibling(items, 'bulk/Logistics/Items'), rows: ({ company }) => company.items, needsSelect: true },
];
export const syncItems = sibling(items, 'sync/Logistics/Items', { timestamp: true, without: 'IsSerialNumberItem IsBatchNumberItem StandardSalesPrice' });

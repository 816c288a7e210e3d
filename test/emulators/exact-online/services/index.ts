import type { Resource } from '../odata/resource';
import { accountResources } from './accounts';
import { cashflowResources } from './cashflow';
import { documentResources } from './documents';
import { entryResources } from './entries';
import { itemResources } from './items';
import { referenceResources } from './reference';
import { salesInvoiceResources } from './salesinvoice';
import { syncResources } from './sync';

/** Every endpoint under a division, apart from system/Divisions. */
export const resources: readonly Resource[] = [
  ...referenceResources,
  ...accountResources,
  ...itemResources,
  ...entryResources,
  ...salesInvoiceResources,
  ...documentResources,
  ...cashflowResources,
  ...syncResources,
];

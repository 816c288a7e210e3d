import type { Table } from '../fields/table';

/** "Exact.Web.Api.Models.SalesEntry.SalesEntries": how errors and metadata name a table. */
export const modelName = (table: Table): string => `Exact.Web.Api.Models.${table.path.split('/').map((part) => part[0]?.toUpperCase() + part.slice(1)).join('.')}`;

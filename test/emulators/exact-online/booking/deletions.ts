import type { Scope } from '../state';
import type { Row } from '../values';

/** The kinds of record that sync/Deleted tells of. */
export const entityTypes = { transactionLine: 1, account: 2, document: 6, item: 9, paymentTerm: 10, salesInvoice: 13 } as const;

/** Takes a record out of a list and tells synchronising clients of it. */
export function removeRow(scope: Scope, list: Row[], row: Row, entityType: number | null, key = 'ID'): void {
  const at = list.indexOf(row);
  if (at >= 0) list.splice(at, 1);
  scope.company.gone.add(String(row[key]));
  if (entityType === null) return;
  const { company, user, world } = scope;
  company.deleted.push(
    world.bear({ Timestamp: company.timestamp(), ID: company.guid(), EntityKey: row[key] ?? null, EntityType: entityType, DeletedBy: user.id, DeletedDate: world.wall, Division: company.code }),
  );
}

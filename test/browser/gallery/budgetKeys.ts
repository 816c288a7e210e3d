import { hostOf } from '../../../lib/hosts';
import { ledgerOf } from '../../../lib/ledgers';
import type { ConnectionRow } from '../../../lib/storage/rows';

export const budgetKeys = (row: ConnectionRow): [string, string] => [ledgerOf(row.ledger.system).budgetKey(row.ledger), hostOf(row.host.system).budgetKey(row.host)];

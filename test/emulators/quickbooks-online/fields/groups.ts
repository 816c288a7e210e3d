import { enums } from './enums';
import { lineFacts } from './group-lines';
import { partFacts } from './group-parts';
import { preferenceFacts } from './group-prefs';
import { table, type FieldTable, type Kinds } from './table';

const groups: Record<string, FieldTable> = {};

/** All nested types that tables may use. */
export const kinds: Kinds = { enums, groups };

for (const [name, facts] of Object.entries({ ...partFacts, ...lineFacts, ...preferenceFacts })) groups[name] = table(facts, kinds);

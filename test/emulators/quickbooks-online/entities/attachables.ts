import { group, list, text } from '../values';
import { business, invalidReference } from './refusals';
import type { Rules } from './rules';

/** Notes and links on records; the files themselves go another way. */
export const attachableRules: Rules = {
  prepare({ books, fields }) {
    if (fields['Note'] === undefined && fields['FileName'] === undefined) throw business('You must have at least a note string or file attachment');
    for (const ref of list(fields['AttachableRef'])) {
      const { type, value } = group(ref['EntityRef']);
      if (value !== undefined && !books.find(text(type), text(value))) throw invalidReference('EntityRef');
    }
    return fields;
  },
};

/** Where Scoro may show a contact; the first group is its id. Sites keep contacts in one module, or companies and people apart: none of it is documented. */
export const scoroContactPages: readonly string[] = ['^/(?:contacts|companies|persons|people)/(?:view|modify)/(\\d+)(?:/|$)'];

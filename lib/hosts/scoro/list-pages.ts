/** Where Scoro lists documents. None of it is documented: the shape is that of its other modules. */
export const scoroListPages: readonly string[] = ['^/(?:invoices|bills)(?:/list)?/?$'];

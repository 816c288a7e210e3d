import { config } from 'zod';

/**
 * The extension's pages forbid eval. Zod finds that out by trying, once a page, which browsers report as a violation;
 * told so beforehand it does not try. The first import of each entry point: Zod looks when the first schema is made.
 */
config({ jitless: true });

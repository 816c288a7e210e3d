import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './messages';

/** Typed runtime messages; light enough for a content script (no schemas, no storage). */
export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();

// Before anything else: Dexie looks for the browser's databases once, when it is loaded.
import 'fake-indexeddb/auto';

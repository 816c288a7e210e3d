const scope = globalThis as { browser?: unknown; chrome?: unknown };

/** In place of webextension-polyfill: what the browser itself gives. */
export default scope.browser ?? scope.chrome;

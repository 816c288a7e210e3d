/** In place of WXT's context, which the bar has no use for: it keeps its own AbortSignal and marker. */
export const ContentScriptContext = Object;

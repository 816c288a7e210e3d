/** "2026-11-02 09:15:00": how Scoro writes a document's moments, without a zone. */
export const moment = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/** "2026-11-02T09:15:00+00:00": how it writes those of contacts. */
export const zonedMoment = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;

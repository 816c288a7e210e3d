/** Forms with changes that are not saved. One set a page: whoever leaves a route asks it first. */
const dirty = new Set<string>();

export function setUnsaved(form: string, unsaved: boolean): void {
  if (unsaved) dirty.add(form);
  else dirty.delete(form);
}

export const hasUnsaved = (): boolean => dirty.size > 0;
export const forgetUnsaved = (): void => dirty.clear();

/** Which of the buttons gets the focus on an arrow key; null for keys that are not ours. */
export function nextIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

const buttonsIn = (toolbar: Element): HTMLButtonElement[] => [...toolbar.querySelectorAll('button')].filter((button) => !button.disabled);

/** Handles an arrow key in a toolbar; true when the focus moved. */
export function moveFocus(toolbar: Element, key: string): boolean {
  const buttons = buttonsIn(toolbar);
  const active = (toolbar.getRootNode() as Document | ShadowRoot).activeElement;
  const next = nextIndex(key, Math.max(0, buttons.indexOf(active as HTMLButtonElement)), buttons.length);
  if (next === null) return false;
  buttons[next]?.focus();
  return true;
}

/** One tab stop a toolbar: the button last used, else the first that can be pressed. */
export function setTabStop(toolbar: Element, current: Element | null): void {
  const buttons = buttonsIn(toolbar);
  const stop = buttons.find((button) => button === current) ?? buttons[0];
  for (const button of toolbar.querySelectorAll('button')) button.tabIndex = button === stop ? 0 : -1;
}

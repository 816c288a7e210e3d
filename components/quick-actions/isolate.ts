/** Events of the bar that a page has no business with: its hotkeys, its click-outside handlers, its focus traps. */
const kept =
  'keydown keypress keyup beforeinput input change paste copy cut compositionstart compositionupdate compositionend ' +
  'click dblclick auxclick mousedown mouseup pointerdown pointerup touchstart touchend focusin focusout submit drop';

/** Stops them at the host element, after our own handlers inside have had them. */
export function isolateEvents(element: Element, signal: AbortSignal): void {
  for (const name of kept.split(' ')) element.addEventListener(name, (event) => event.stopPropagation(), { signal });
}

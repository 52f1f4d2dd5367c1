/** Replaces the contents of `region`. If the focus was in it, it moves to the new element with the same `data-key`. */
export function replaceKeepingFocus(region: HTMLElement, children: readonly Node[]): void {
  const active = region.ownerDocument.activeElement;
  const key = active && region.contains(active) ? active.getAttribute("data-key") : null;
  region.replaceChildren(...children);
  if (key === null) return;
  for (const element of region.querySelectorAll<HTMLElement>("[data-key]")) {
    if (element.dataset["key"] === key) element.focus({ preventScroll: true });
  }
}

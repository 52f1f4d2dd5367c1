/**
 * Makes a group of focusable items one tab stop: arrow keys, Home and End move within it.
 *
 * @param items - In reading order, all inside `group`.
 * @param options - `columns` is the number of items in a row (default: all of them); `current` is the index of the item
 * that the Tab key reaches first (default: 0); `withModifiers` says that Ctrl and Shift leave the arrow keys what they are.
 */
export function followArrowKeys(
  group: HTMLElement,
  items: readonly HTMLElement[],
  options: { readonly columns?: number; readonly current?: number; readonly withModifiers?: boolean } = {},
): void {
  const columns = options.columns ?? items.length;
  let current = Math.min(Math.max(0, options.current ?? 0), items.length - 1);
  for (const [i, item] of items.entries()) item.tabIndex = i === current ? 0 : -1;

  group.addEventListener("focusin", (event) => {
    const index = items.findIndex((item) => item === event.target);
    if (index < 0) return;
    const previous = items[current];
    if (previous) previous.tabIndex = -1;
    current = index;
    const item = items[index];
    if (item) item.tabIndex = 0;
  });
  group.addEventListener("keydown", (event) => {
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.altKey || (isModified && options.withModifiers !== true)) return;
    const next = findNext(event.key, { current, columns, count: items.length });
    const item = next === undefined ? undefined : items[next];
    if (item === undefined) return;
    event.preventDefault();
    item.focus();
  });
}

function findNext(
  key: string,
  { current, columns, count }: { readonly current: number; readonly columns: number; readonly count: number },
): number | undefined {
  const isRow = columns >= count;
  switch (key) {
    case "ArrowRight":
      return current + 1 < count ? current + 1 : undefined;
    case "ArrowLeft":
      return current > 0 ? current - 1 : undefined;
    case "ArrowDown":
      return isRow ? findNext("ArrowRight", { current, columns, count }) : inRange(current + columns, count);
    case "ArrowUp":
      return isRow ? findNext("ArrowLeft", { current, columns, count }) : inRange(current - columns, count);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

function inRange(index: number, count: number): number | undefined {
  return index >= 0 && index < count ? index : undefined;
}

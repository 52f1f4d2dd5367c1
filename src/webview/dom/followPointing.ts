/** Reports which item of `group` the mouse or the focus is on, and `undefined` when it leaves them all. */
export function followPointing(
  group: HTMLElement,
  items: readonly HTMLElement[],
  onPoint: (index: number | undefined) => void,
): void {
  const indices = new Map(items.map((item, i) => [item, i]));
  const find = (target: EventTarget | null): number | undefined => {
    for (let node = target as Node | null; node !== null && node !== group; node = node.parentNode) {
      const index = indices.get(node as HTMLElement);
      if (index !== undefined) return index;
    }
    return undefined;
  };
  let pointed: number | undefined;
  const point = (index: number | undefined) => {
    if (index === pointed) return;
    pointed = index;
    onPoint(index);
  };
  // In the gap between two items the earlier one stays pointed at: otherwise the picture would flicker on the way.
  group.addEventListener("pointerover", (event) => point(find(event.target) ?? pointed));
  group.addEventListener("pointerleave", () => point(undefined));
  group.addEventListener("focusin", (event) => point(find(event.target)));
  group.addEventListener("focusout", () => point(undefined));
}

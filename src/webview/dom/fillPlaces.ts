/**
 * Fills the places "{0}", "{1}" of a text with what need not be text: elements, or quotations. Another language may have
 * them in another order.
 *
 * @param parts - By number; a list takes one place.
 * @returns What is between them, and they, in order. Texts that meet are one; those of a list stay as they are.
 */
export function fillPlaces<T>(text: string, parts: readonly (T | string | readonly (T | string)[])[]): (T | string)[] {
  const filled: (T | string)[] = [];
  let isOpen = false;
  for (const [i, found] of text.split(/\{(\d+)\}/).entries()) {
    const part = i % 2 === 0 ? found : (parts[Number(found)] ?? "");
    if (Array.isArray(part)) {
      filled.push(...(part as readonly (T | string)[]));
      isOpen = false;
    } else if (typeof part !== "string") {
      filled.push(part as T);
      isOpen = false;
    } else if (part !== "") {
      filled.push(isOpen ? `${String(filled.pop())}${part}` : part);
      isOpen = true;
    }
  }
  return filled;
}

/**
 * A pattern that finds any of the names, the leftmost first and of two at one place the longer. Names come from the
 * checkpoint, so every character in them stands for itself. Without names it finds nothing.
 */
export function createPattern(names: readonly string[]): RegExp {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const source = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  return new RegExp(source === "" ? "(?!)" : source, "gu");
}

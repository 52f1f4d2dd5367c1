import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { ComparedWord } from "../../messages/compared";

/** "good → cold 4", "+ very 5", "− very 5", or the word of both sides; with its number, because a text has words twice. */
export function drawWordName(
  words: readonly ComparedWord[],
  index: number,
  { document }: DrawOptions,
): readonly (Node | string)[] {
  const { before = "", after = "", change } = words[index] ?? { change: "same" };
  const write = (text: string) => buildElement(document, "bdi", { text });
  if (change === "added") return ["+ ", write(after), ` ${index}`];
  if (change === "removed") return ["− ", write(before), ` ${index}`];
  return before === after ? [write(before), ` ${index}`] : [write(before), " → ", write(after), ` ${index}`];
}

import * as l10n from "@vscode/l10n";
import type { Span } from "../../text/spans/span";
import { quote } from "../../wording/quote";
import { maskText, readBefore } from "../fill/maskedText";
import { MOST_PIECES } from "../fill/pieceCounts";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { readWord } from "../sequences/readWord";

type Values = Readonly<Record<string, string>>;
type SlotValues = ReadonlyMap<string, readonly string[]>;

/** A text made of a template, and where its mask stands. */
export interface TemplateText {
  readonly text: string;
  readonly place: Span;
}

/** A text with one mask, and with slots that take values: "[MASK] works as a {job}." */
export interface Template {
  /** What stands right before the mask. */
  readonly before: string;
  /** Every combination of the slots' values. */
  readonly combinations: readonly Values[];
  /** The text with these values in its slots. */
  fill(values: Values): TemplateText;
  /** The text with as many [MASK]s in each slot as its value has pieces. */
  mask(values: Values): TemplateText;
}

const SLOT = /\{([\p{L}\p{N}_-]+)\}/gu;

/** @throws {TaskError} `no-mask`, `bad-option`, `bad-target`, naming what is wrong in the template or its slots. */
export function readTemplate(model: Model, text: string, slots: Readonly<Record<string, readonly string[]>>): Template {
  const { masks } = maskText(model.tokenizer, text, {});
  const [mask] = masks;
  if (mask === undefined || masks.length > 1) {
    throw new TaskError("bad-option", l10n.t("{0} masks in the template, expected one [MASK]", masks.length));
  }
  if (mask.blank !== undefined) {
    const written = text.slice(mask.span.start, mask.span.end);
    throw new TaskError(
      "bad-option",
      l10n.t("{0} in the template, expected a plain [MASK]: words are given apart", quote(written)),
    );
  }
  const names = [...new Set([...text.matchAll(SLOT)].map(([, name = ""]) => name))];
  // A map, because a slot may be called "constructor".
  const values = new Map(Object.entries(slots));
  checkSlots(names, values);
  for (const value of [...values.values()].flat()) countPieces(model, value, " ");
  const write = (readSlot: (name: string, before: string) => string) => writeSlots(text, mask.span, readSlot);
  return {
    before: readBefore(text, mask),
    combinations: combine(names, values),
    fill: (values) => write((name) => values[name] ?? ""),
    mask: (values) => write((name, before) => `[MASK*${countPieces(model, values[name] ?? "", before)}]`),
  };
}

function checkSlots(names: readonly string[], slots: SlotValues): void {
  const known = names.map((name) => `{${name}}`).join(", ");
  if (names.length === 0)
    throw new TaskError("bad-option", l10n.t("no slot in the template, expected one such as {job}"));
  const extra = [...slots.keys()].find((name) => !names.includes(name));
  if (extra !== undefined)
    throw new TaskError("bad-option", l10n.t("no slot {0} in the template, which has {1}", quote(extra), known));
  for (const name of names) {
    if (!slots.get(name)?.length)
      throw new TaskError("bad-option", l10n.t("slot {0} has no values, expected one or more", `{${name}}`));
  }
}

/** @param before - What stands right before the slot. @throws {TaskError} `bad-target` for what cannot be masked piece by piece. */
function countPieces({ tokenizer }: Model, value: string, before: string): number {
  const { length } = readWord(tokenizer, value, before);
  if (length >= 1 && length <= MOST_PIECES) return length;
  throw new TaskError(
    "bad-target",
    l10n.t("{0} in a slot is {1} pieces, expected 1 to {2}", quote(value), length, MOST_PIECES),
  );
}

function combine(names: readonly string[], slots: SlotValues): readonly Values[] {
  let combinations: readonly Values[] = [{}];
  for (const name of names) {
    combinations = combinations.flatMap((begun) =>
      (slots.get(name) ?? []).map((value) => ({ ...begun, [name]: value })),
    );
  }
  return combinations;
}

function writeSlots(
  text: string,
  { start, end }: Span,
  readSlot: (name: string, before: string) => string,
): TemplateText {
  const write = (part: string) =>
    part.replace(SLOT, (_, name: string, at: number) => readSlot(name, part.slice(Math.max(0, at - 2), at)));
  const before = write(text.slice(0, start));
  const mask = text.slice(start, end);
  return {
    text: before + mask + write(text.slice(end)),
    place: { start: before.length, end: before.length + mask.length },
  };
}

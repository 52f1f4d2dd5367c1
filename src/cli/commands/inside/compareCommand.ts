import type { Requests } from "../../../engine/protocol/protocol";
import { nameHead } from "../../../wording/names/nameHead";
import { nameHeads } from "../../../wording/names/nameHeads";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { formatShift } from "../../../wording/numbers/formatShift";
import { CliError } from "../../cliError";
import { describeRead } from "../../print/describeRead";
import { describePrecision } from "../../print/findPrecision";
import { flatToken } from "../../print/flatToken";
import { formatTable } from "../../print/formatTable";
import { COUNTING_HELP } from "../../texts/countingHelp";
import { readMask } from "../../texts/readMask";
import type { TextCommand } from "../../texts/textCommand";
import type { TextFields } from "../../texts/textFields";

type Compared = Requests["compare"]["result"];
interface Both<T> {
  readonly before?: T | undefined;
  readonly after?: T | undefined;
}

/** How many of a kind people see; `--json` has more. */
const SHOWN = 8;
const NONE = "–";

export const compareCommand: TextCommand<"compare"> = {
  kind: "compare",
  summary: "compare two texts, or two models that read one, inside the model",
  example: 'cloze compare "The food was good." --other "The food was cold."',
  purpose: "text",
  note: COUNTING_HELP,
  fields: ["text", "pair", "other", "otherPair", "otherModel", "mask", "layer", "head", "heads", "top"],
  buildParams(model, { text, pair, other, otherPair, otherModel, mask, ...fields }) {
    if (other === undefined && otherModel === undefined) {
      throw new CliError(
        "bad-usage",
        "nothing to compare with: give another text (--other), another model (--other-model) or both",
      );
    }
    if (other === undefined && otherPair !== undefined) {
      throw new CliError("bad-usage", "--other-pair without --other, expected the text that it follows");
    }
    return {
      model,
      text,
      ...withoutMissing({ pair }),
      other: withoutMissing({ text: other, pair: otherPair, model: otherModel }),
      ...pickLook({ ...fields, ...withoutMissing({ mask: mask?.map((each) => readMask(each, [text, pair ?? ""])) }) }),
    };
  },
  toJson: ({ before, after, words, links, ...rest }) => ({
    before: { ...before, tokens: before.tokens.map(flatToken) },
    after: { ...after, tokens: after.tokens.map(flatToken) },
    words: words.map((word, index) => ({ ...nameSides({ before, after, words }, index), ...word })),
    ...rest,
    links,
  }),
  describe(result, { mask }) {
    const { before, after, words, fills, labels, values = [], tone, next, heads, links, layers } = result;
    const name = (index: number) => nameWord(result, index);
    const changed = [...words.entries()].filter(([, { change }]) => change !== "same");
    const isOneModel = before.model === after.model;
    return [
      isOneModel
        ? "Before and after, what changed most first."
        : `Before: ${before.model}. After: ${after.model}. What differs most first.`,
      ...section(
        "Words that differ",
        changed.slice(0, SHOWN).map(([index, { change }]) => [name(index), change]),
      ),
      ...fills.flatMap(({ word, fills: found, original }) =>
        section(`At ${name(word)}, the model would write`, [
          ...found.slice(0, SHOWN).map(({ text, ...shares }) => [text, ...formatChange(shares)]),
          ...((original.before ?? original.after)
            ? [["what stands there", describeOriginal(original.before), "to", describeOriginal(original.after)]]
            : []),
        ]),
      ),
      ...(mask !== undefined && fills.length === 0
        ? ["", "No fills are compared: the words to mask have no counterpart, or a model fills no masks."]
        : []),
      ...section("P(next)", next ? [formatChange(next)] : []),
      ...section("Labels", [...labels.map(({ label, ...shares }) => [label, ...formatChange(shares)])]),
      ...section(
        "Values",
        values.map(({ label, before: a, after: b }) => [label, a?.toFixed(3) ?? NONE, "to", b?.toFixed(3) ?? NONE]),
      ),
      ...(isOneModel ? [] : section("Tone", listTones(tone ?? {}))),
      ...section(
        `Attention between words, ${nameCompared(heads)}`,
        links.slice(0, SHOWN).map(({ from, to, ...shares }) => [name(from), "to", name(to), ...formatChange(shares)]),
      ),
      ...section(
        "Attention that goes elsewhere than before",
        listMost(words, "moved").map(([index, moved]) => [name(index), formatPercent(moved)]),
      ),
      ...section(
        "Heads whose attention changed most",
        listHeadsByChange(layers)
          .slice(0, SHOWN)
          .map(({ moved, ...head }) => [nameHead(head), formatPercent(moved)]),
      ),
      ...section(
        "Vectors after the last layer, cosine with the one before",
        listMost(words, "cosine").map(([index, cosine]) => [name(index), cosine.toFixed(3)]),
      ),
      ...describeRead(before.read),
      ...(isOneModel && before.read && after.read ? [] : describeRead(after.read)),
      ...describePrecision(before),
    ].join("\n");
  },
};

function pickLook({ mask, layer, head, heads, top }: Omit<TextFields, "text">) {
  return withoutMissing({ mask: mask && [...mask], layer, head, heads, top });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutMissing<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** What is written at a word, on each side. */
function nameSides(
  { before, after, words }: Pick<Compared, "before" | "after" | "words">,
  index: number,
): { readonly textBefore?: string; readonly textAfter?: string } {
  const write = ({ tokens }: Compared["before"], positions: readonly number[] | undefined) =>
    positions?.map((position) => tokens[position]?.text ?? "").join(" ");
  const [a, b] = [write(before, words[index]?.before), write(after, words[index]?.after)];
  return { ...(a !== undefined && { textBefore: a }), ...(b !== undefined && { textAfter: b }) };
}

function nameWord(result: Compared, index: number): string {
  const { textBefore, textAfter } = nameSides(result, index);
  const [before = textAfter ?? "", after = before] = [textBefore, textAfter];
  return `${index} ${before === after ? before : `${before} → ${after}`}`;
}

function describeOriginal(original: { readonly probability: number; readonly rank: number } | undefined): string {
  return original ? `${formatPercent(original.probability)}, place ${original.rank}` : NONE;
}

function formatChange({ before, after }: Both<number>): string[] {
  const change = before === undefined || after === undefined ? [] : [formatShift(before, after)];
  return [format(before), "to", format(after), ...change];
}

function format(share: number | undefined): string {
  return share === undefined ? NONE : formatPercent(share);
}

function listTones({ before, after }: NonNullable<Compared["tone"]>): string[][] {
  const tones = ["negative", "neutral", "positive"] as const;
  return tones.map((tone) => [tone, ...formatChange({ before: before?.[tone], after: after?.[tone] })]);
}

function nameCompared({ before, after }: Compared["heads"]): string {
  const [a, b] = [nameHeads(before), nameHeads(after)];
  return a === b ? a : `${a}; after: ${b}`;
}

/** Words of both sides: those that moved most, or whose vectors turned most. */
function listMost(words: Compared["words"], field: "moved" | "cosine"): readonly (readonly [number, number])[] {
  const sign = field === "moved" ? 1 : -1;
  return [...words.entries()]
    .flatMap(([index, { [field]: value }]) => (value === undefined ? [] : [[index, value] as const]))
    .sort((a, b) => sign * (b[1] - a[1]))
    .slice(0, SHOWN);
}

function listHeadsByChange(layers: Compared["layers"] = []) {
  return layers
    .flatMap((heads, layer) => heads.map((moved, head) => ({ layer, head, moved })))
    .sort((a, b) => b.moved - a.moved);
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : ["", `${title}:`, "", formatTable(rows.map((row) => [...row]))];
}

import * as l10n from "@vscode/l10n";
import { selectHeads } from "../attention/selectHeads";
import { compareVectors } from "../mask/compareVectors";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { type AlignedWord, alignWords } from "./alignWords";
import { compareAttention } from "./compareAttention";
import { both, measureChange } from "./compareFills";
import type { CompareParams, CompareResult } from "./compareRequest";
import { fillBoth, findPlaces } from "./fillBoth";
import { joinStates } from "./joinWeights";
import { openSide, readAnswers, type Side, type SideAnswers, type Sides, toReadText } from "./readSide";

/**
 * What differs inside between two texts, or between two models that read one. Of a text over the model's limit, only the
 * first window is read, but for fills.
 *
 * @param models - That of the text and that of the other: the same one twice, where one model reads two texts.
 * @throws {TaskError} `bad-option` for a layer or head that a model does not have, a word that cannot be masked, or nothing
 * to compare with; `too-many`.
 */
export async function compareTexts(
  models: { readonly own: Model; readonly other: Model },
  request: CompareParams,
): Promise<CompareResult> {
  const { other, specials, mask, text: own, pair: ownPair, layer, head, heads: list } = request;
  if (other.text === undefined && other.pair !== undefined) {
    throw new TaskError("bad-option", l10n.t("other has a pair and no text, expected a text that comes before it"));
  }
  if (other.text === undefined && other.model === undefined) {
    throw new TaskError("bad-option", l10n.t("other has neither a text nor a model, expected one of them or both"));
  }
  const top = checkWhole("top", request.top ?? 5, 1, 100);
  const asked = { text: own, layer, head, heads: list ?? (head === undefined ? ("mean" as const) : undefined) };
  const source = { text: own, pair: ownPair, specials };
  const { text, pair } = other.text === undefined ? source : { text: other.text, pair: other.pair };
  const ownSide = openSide(models.own, source);
  const otherSide = openSide(models.other, { text, pair, specials });
  const sides: Sides =
    request.otherFirst === true ? { before: otherSide, after: ownSide } : { before: ownSide, after: otherSide };
  const heads = {
    before: [...selectHeads(sides.before.model.info, asked)],
    after: [...selectHeads(sides.after.model.info, asked)],
  };
  const words = alignWords(toReadText(sides.before), toReadText(sides.after));
  const answers = { before: await readAnswers(sides.before), after: await readAnswers(sides.after) };
  const attention = await compareAttention(sides, { words, heads });
  const cosines = sides.before.model === sides.after.model ? compareStates(sides, answers, words) : undefined;
  return {
    before: describeSide(sides.before),
    after: describeSide(sides.after),
    words: words.map(({ change, ...positions }, index) => {
      const isBoth = positions.before !== undefined && positions.after !== undefined;
      return {
        ...mapSides(positions, (list) => [...list]),
        change,
        ...(isBoth && { moved: attention.moved[index] ?? NaN }),
        ...(isBoth && cosines && { cosine: cosines[index] ?? NaN }),
      };
    }),
    fills: await fillBoth(sides, {
      words,
      places: findPlaces(sides, words, { mask, isAfter: request.otherFirst === true }),
      top,
    }),
    ...compareAnswers(answers),
    heads,
    links: attention.links,
    ...(attention.layers && { layers: attention.layers }),
  };
}

function describeSide({ model, tokens, read }: Side): CompareResult["before"] {
  const { name, statesPrecision: precision } = model.info;
  return { model: name, tokens: [...tokens], precision, ...(read && { read }) };
}

function mapSides<T, R>({ before, after }: { before?: T; after?: T }, map: (value: T) => R): { before?: R; after?: R } {
  return both(before === undefined ? undefined : map(before), after === undefined ? undefined : map(after));
}

type Answers = Readonly<Record<"before" | "after", SideAnswers>>;

function compareAnswers({ before, after }: Answers): Pick<CompareResult, "labels" | "values" | "tone" | "next"> {
  const join = (field: "labels" | "values") => {
    const [a, b] = [before[field], after[field]];
    const names = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
    return Array.from(names, (label) => ({ label, ...both(a?.get(label), b?.get(label)) })).sort(
      (x, y) => measureChange(y) - measureChange(x),
    );
  };
  const [tone, next, values] = [both(before.tone, after.tone), both(before.next, after.next), join("values")];
  return {
    labels: join("labels"),
    ...(values.length > 0 && { values }),
    ...(Object.keys(tone).length > 0 && { tone }),
    ...(Object.keys(next).length > 0 && { next }),
  };
}

function compareStates({ before, after }: Sides, answers: Answers, words: readonly AlignedWord[]): readonly number[] {
  const { hiddenSize: H } = before.model.info;
  if (after.model.info.hiddenSize !== H) throw new RangeError("two sizes of the states of one model");
  const [a, b] = (["before", "after"] as const).map((side) => joinStates(answers[side].states, H, words, side));
  return compareVectors(a ?? new Float32Array(), b ?? new Float32Array(), words.length);
}

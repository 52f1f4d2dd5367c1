import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { maskText } from "../fill/maskedText";
import { readMasks } from "../fill/readMasks";
import { readTarget } from "../fill/wordPieces";
import { createWordScorer } from "../fill/wordScorer";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import type { ProbeParams, ProbeResult, ProbeRow } from "./probeRequest";
import { readTemplate, type TemplateText } from "./template";

/** Texts that are read at once: after so many, a request can be cancelled, and a more urgent one gets its turn. */
const MOST_AT_ONCE = 16;
const MOST_ROWS = 1000;

/**
 * Compares words at the mask of a template by their log-odds, with its slots filled and with masks in them. The second
 * is the model's prior: what it prefers without knowing what stands in the slots.
 *
 * @throws {TaskError} `no-mask`, `bad-option`, `bad-target`, `too-many`; `too-long` for a text over the model's limit;
 *   {ModelError} `no-readout` without a fill-mask readout or a mask piece.
 * Source: Kurita et al. 2019, Measuring Bias in Contextualized Word Representations, section 2: the difference of the
 *   two words' increased log probability scores, log (p_tgt / p_prior).
 */
export async function probeTemplate(model: Model, { text, words, slot }: ProbeParams): Promise<ProbeResult> {
  checkWhole(l10n.t("number of words"), words.length, 2, 20);
  const template = readTemplate(model, text, slot);
  const count = template.combinations.length * (words.length - 1);
  if (count > MOST_ROWS) {
    throw new TaskError("too-many", l10n.t("{0} rows of slots and words, expected at most {1}", count, MOST_ROWS));
  }
  const ids = words.map((word) => readTarget(model, word, { mask: { blank: undefined }, before: template.before }));
  checkDifferent(words, ids);
  const rows: ProbeRow[] = [];
  // Slots of as many pieces leave the same text, which is read once.
  const priors = new Map<string, readonly number[]>();
  for (let start = 0; start < template.combinations.length; start += MOST_AT_ONCE) {
    const group = template.combinations.slice(start, start + MOST_AT_ONCE);
    const open = group.map((values) => template.mask(values));
    const fresh = open.filter(({ text }, i) => !priors.has(text) && open.findIndex((o) => o.text === text) === i);
    const filled = await scoreWords(model, [...group.map((values) => template.fill(values)), ...fresh], ids);
    for (const [i, { text }] of fresh.entries()) priors.set(text, filled[group.length + i] ?? []);
    for (const [i, values] of group.entries()) {
      rows.push(
        ...compareWords(words, values, { filled: filled[i] ?? [], prior: priors.get(open[i]?.text ?? "") ?? [] }),
      );
    }
  }
  return { rows, precision: model.info.precision };
}

/** @throws {TaskError} `bad-option` for a word that is given twice, or that reads as another one: there is nothing to compare. */
function checkDifferent(words: readonly string[], ids: readonly (readonly number[])[]): void {
  const seen = new Map<string, string>();
  for (const [i, word] of words.entries()) {
    const key = ids[i]?.join(" ") ?? "";
    const other = seen.get(key);
    if (other === word)
      throw new TaskError("bad-option", l10n.t("word {0} is given twice, expected different words", quote(word)));
    if (other !== undefined) {
      throw new TaskError(
        "bad-option",
        l10n.t("words {0} and {1} are the same to this model, expected different words", quote(other), quote(word)),
      );
    }
    seen.set(key, word);
  }
}

/** For each text, the words' log-probabilities at its mask, of the one distribution over words of all lengths. */
async function scoreWords(
  model: Model,
  texts: readonly TemplateText[],
  ids: readonly (readonly number[])[],
): Promise<readonly (readonly number[])[]> {
  const longest = Math.max(...ids.map(({ length }) => length));
  const contexts = texts.map(({ text, place }) => {
    const { segment, masks } = maskText(model.tokenizer, text, { spans: [place] });
    const tokens = segment.length + 2 + longest - 1;
    if (tokens > model.info.maxTokens) {
      throw new TaskError(
        "too-long",
        l10n.t("a text of {0} tokens, expected at most {1}", tokens, model.info.maxTokens),
      );
    }
    return { a: segment, b: undefined, index: masks[0]?.index ?? 0 };
  });
  const answers = await readMasks(model, contexts, undefined);
  const scores: (readonly number[])[] = [];
  for (const [i, context] of contexts.entries()) {
    const answer = answers[i];
    if (answer === undefined) throw new RangeError(`text ${i} of ${contexts.length}`);
    const scorer = createWordScorer(model, context, { logits: answer.logits, ofWords: true });
    scores.push((await scorer.scoreWords(ids)).map(({ logProbability }) => logProbability));
  }
  return scores;
}

/** The first word against each of the others. */
function compareWords(
  words: readonly string[],
  slots: Readonly<Record<string, string>>,
  { filled, prior }: { readonly filled: readonly number[]; readonly prior: readonly number[] },
): readonly ProbeRow[] {
  const odds = (scores: readonly number[], other: number) => (scores[0] ?? NaN) - (scores[other] ?? NaN);
  return words.slice(1).map((word, i) => ({
    slots: { ...slots },
    words: [words[0] ?? "", word],
    filled: odds(filled, i + 1),
    prior: odds(prior, i + 1),
    logOdds: odds(filled, i + 1) - odds(prior, i + 1),
  }));
}

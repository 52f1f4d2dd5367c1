import * as l10n from "@vscode/l10n";
import type { Requests } from "../../../engine/protocol/protocol";
import type { HeadChoice, ToPage } from "../../../webview/messages";
import type { Against, PanelCompared } from "../../../webview/messages/compared";
import { nameHeads } from "../../../wording/names/nameHeads";
import type { ModelInfo } from "../../services";
import type { PanelText } from "../panelText";
import { writePanelText } from "../writePanelText";

type Params = Requests["compare"]["params"];
type Result = Requests["compare"]["result"];

/** What the panel's text is compared with: another text, or another model that reads the same. */
export interface Other {
  /** Completes "the text …" or names the model. */
  readonly name: string;
  readonly text?: string;
  readonly pair?: string;
  /** The folder of the model. */
  readonly model?: string;
}

/** Shown of each list. */
const MOST_SHOWN = 20;

interface Asked {
  readonly against: Against;
  readonly position: number | undefined;
  readonly heads: readonly HeadChoice[];
}

/**
 * A text that is compared with stands before; a model after, because it is what would be tried.
 *
 * @param info - Of the other model. If it has not the heads that were chosen, the means of all heads are compared.
 */
export function writeCompareQuestion(
  source: PanelText,
  other: Other,
  { heads, position, info }: Pick<Asked, "heads" | "position"> & { readonly info: ModelInfo },
): Omit<Params, "model"> {
  const hasHeads = heads.every(({ layer, head }) => layer < info.layers && head < info.heads);
  const { text, pair, model } = other;
  return {
    ...writePanelText(source),
    other: {
      ...(text !== undefined && writePanelText({ text, ...(pair !== undefined && { pair }) })),
      ...(model !== undefined && { model }),
    },
    ...(text !== undefined && { otherFirst: true }),
    ...(position !== undefined && { mask: [position] }),
    heads: hasHeads ? heads.map((head) => ({ ...head })) : "mean",
  };
}

export function readCompared(
  { before, after, words, fills, labels, next, heads, links, layers = [] }: Result,
  { against, position, heads: asked, other }: Asked & { readonly other: Other },
  texts: { readonly before: PanelText; readonly after: PanelText },
): ToPage {
  const [own, others] = [nameHeads(heads.before), nameHeads(heads.after)];
  const isModel = other.text === undefined;
  const compared: PanelCompared = {
    against,
    position,
    heads: asked,
    names: isModel ? { before: before.model, after: after.model } : { before: other.name, after: l10n.t("as it is") },
    words: words.map(({ before: a, after: b, ...rest }) => ({
      ...(a && { before: writeWord(texts.before, before, a) }),
      ...(b && { after: writeWord(texts.after, after, b) }),
      ...rest,
    })),
    fills: fills.map(({ word, fills: found, original: { before: a, after: b } }) => ({
      word,
      fills: found,
      originals: {
        ...(a && { before: { probability: a.probability, rank: a.rank } }),
        ...(b && { after: { probability: b.probability, rank: b.rank } }),
      },
    })),
    labels,
    ...(next && { next }),
    attention: own === others ? own : l10n.t("{0}, and {1} after", own, others),
    links: links.slice(0, MOST_SHOWN),
    movedHeads: layers
      .flatMap((own, layer) => own.map((moved, head) => ({ layer, head, moved })))
      .sort((a, b) => b.moved - a.moved)
      .slice(0, MOST_SHOWN),
    notices: [
      ...(before.read || after.read ? [l10n.t("Of a text that is too long, the model read the beginning.")] : []),
      ...(own === others || asked.length > 1
        ? []
        : [l10n.t("The other model has not the heads that are chosen: the means of all heads are compared.")]),
    ],
  };
  return { kind: "compare", ...compared };
}

/** What is written at a word; of a token without characters, its name. */
function writeWord({ text, pair = "" }: PanelText, { tokens }: Result["before"], positions: readonly number[]): string {
  const own = positions.flatMap((position) => tokens[position] ?? []);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) throw new RangeError("a word without tokens");
  if (first.word === undefined || first.kind === "mask") return first.text;
  return (first.segment === 0 ? text : pair).slice(first.span.start, last.span.end);
}

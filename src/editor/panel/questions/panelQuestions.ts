import * as l10n from "@vscode/l10n";
import type { Requests } from "../../../engine/protocol/protocol";
import type { ToPage } from "../../../webview/messages";
import type { FromPage } from "../../../webview/messages/fromPage";
import { listHeads } from "../../../wording/names/nameHeads";
import { writePanelText } from "../writePanelText";
import { readCompared, writeCompareQuestion } from "./panelCompare";
import { readFills, writeFillQuestion } from "./panelFills";
import { findLabelLack, findPairLack, readInput, readOccluded, readPair } from "./panelInside";
import { readLayers, writeLayersQuestion } from "./panelLayers";
import { readMaskAnswer } from "./panelMask";
import type { Shown } from "./shown";

/** Asks the engine; rejects when the question is no longer the latest of its kind. */
export type AskEngine = <M extends keyof Requests>(
  method: M,
  params: Requests[M]["params"],
) => Promise<Requests[M]["result"]>;

/** A question of the page about the text that it shows. */
export interface PanelQuestion<Message> {
  /** What could not be done when it fails: "Cloze could not read the heads". */
  readonly what: string;
  /** @returns `undefined` if there is nothing to say. */
  readonly ask: (message: Message, shown: Shown, ask: AskEngine) => Promise<ToPage | undefined>;
}

/** Of the messages of the page, those that are answered by asking the engine about the text. */
export type QuestionKind = Exclude<
  FromPage["kind"],
  | "ready"
  | "reveal"
  | "keep"
  | "links"
  | "copy"
  | "point"
  | "follow"
  | "export"
  | "exported"
  | "open"
  | "deal"
  | "use"
  | "text"
>;

/** Number of fills shown for a token. */
const TOP_FILLS = 10;

/** Of each of several masks. */
const TOP_FILLS_EACH = 5;

/** Every question of the page, and how it is answered. */
export const PANEL_QUESTIONS: {
  readonly [K in QuestionKind]: PanelQuestion<Extract<FromPage, { readonly kind: K }>>;
} = {
  attention: {
    what: l10n.t("Cloze could not read the attention"),
    ask: async ({ heads: asked }, { first, source, model }, ask) => {
      const isFirst = listHeads(asked) === listHeads(first.heads);
      const params = { model, ...writePanelText(source), heads: asked.map((head) => ({ ...head })), keep: true };
      const { heads, attention: weights, shares } = isFirst ? first : await ask("attention", params);
      return { kind: "attention", heads, weights, shares };
    },
  },
  heads: {
    what: l10n.t("Cloze could not read the heads"),
    ask: async (_, { model, source }, ask) => {
      const { layers } = await ask("heads", { model, ...writePanelText(source) });
      return { kind: "heads", layers };
    },
  },
  vectors: {
    what: l10n.t("Cloze could not read the embeddings"),
    ask: async (_, { model, source }, ask) => {
      const { layers } = await ask("vectors", { model, ...writePanelText(source) });
      return { kind: "vectors", layers };
    },
  },
  rollout: {
    what: l10n.t("Cloze could not read the rollout"),
    ask: async ({ withoutSpecial }, { model, source }, ask) => {
      const { rollout } = await ask("rollout", { model, ...writePanelText(source), withoutSpecial });
      return { kind: "rollout", withoutSpecial, shares: Float32Array.from(rollout) };
    },
  },
  flow: {
    what: l10n.t("Cloze could not follow the token"),
    ask: async ({ position, withoutSpecial }, { model, source, input }, ask) => {
      if (input.tokens[position] === undefined) return undefined;
      const asked = { token: position, flowOnly: true, withoutSpecial };
      const { flow } = await ask("rollout", { model, ...writePanelText(source), ...asked });
      return flow && { kind: "flow", position, withoutSpecial, shares: flow.shares, ways: flow.links };
    },
  },
  neurons: {
    what: l10n.t("Cloze could not read the queries and keys"),
    ask: async ({ layer, head }, { model, source }, ask) => {
      const { size, query, key } = await ask("neurons", { model, ...writePanelText(source), layer, head });
      return { kind: "neurons", layer, head, size, query, key };
    },
  },
  layers: {
    what: l10n.t("Cloze could not read the layers"),
    ask: async ({ position }, { model, info, input }, ask) => {
      const question = writeLayersQuestion(input, info, position);
      const result = question && (await ask("layers", { model, ...question }));
      return { kind: "layers", position, layers: result ? readLayers(result) : [] };
    },
  },
  mask: {
    what: l10n.t("Cloze could not mask words"),
    ask: async ({ positions, layer, head }, { model, source }, ask) => {
      if (positions.length === 0) return undefined;
      const asked = { model, ...writePanelText(source), mask: positions, layer, head, top: TOP_FILLS_EACH };
      return readMaskAnswer(positions, await ask("mask", asked));
    },
  },
  input: {
    what: l10n.t("Cloze could not read the input"),
    ask: async (_, { model, source }, ask) => readInput(await ask("input", { model, ...writePanelText(source) })),
  },
  occlude: {
    what: l10n.t("Cloze could not hide the words"),
    ask: async (_, { model, info, source }, ask) => {
      const lack = findLabelLack(info);
      if (lack !== undefined) return { kind: "occlude", lack };
      const { text } = writePanelText(source);
      return readOccluded(await ask("occlude", { model, text }));
    },
  },
  pair: {
    what: l10n.t("Cloze could not compare the pair"),
    ask: async (_, { model, info, source, listAround }, ask) => {
      if (source.pair === undefined) return undefined;
      const lack = findPairLack(info);
      if (lack !== undefined) return { kind: "pair", lack };
      const document = await listAround();
      const asked = { model, text: source.text, pair: source.pair, look: true };
      return readPair(await ask("pair", { ...asked, document }), source);
    },
  },
  compare: {
    what: l10n.t("Cloze could not compare"),
    ask: async ({ against, again, position, heads }, { model, source, info, readOther }, ask) => {
      const other = await readOther(against, again === true);
      if (other === undefined) return { kind: "against", against: undefined };
      const otherInfo = other.model === undefined ? info : await ask("load", { model: other.model });
      const asked = { against, position, heads };
      const question = writeCompareQuestion(source, other, { heads, position, info: otherInfo });
      const result = await ask("compare", { model, ...question, keep: true });
      const { text = source.text, pair } = other;
      const before = other.text === undefined ? source : { text, ...(pair !== undefined && { pair }) };
      return readCompared(result, { ...asked, other }, { before, after: source });
    },
  },
  follows: {
    what: l10n.t("Cloze could not read the pair"),
    ask: async ({ pair: given, orNext }, { model, info, source, findNext }, ask) => {
      if (!info.has.nsp) return { kind: "follows", pair: given };
      const { text } = writePanelText(source);
      const following = orNext && (await findNext());
      const pair = following ?? given;
      const { isNext, swapped } = await ask("pair", { model, text, pair });
      const scores = { isNext, swapped };
      return { kind: "follows", pair, ...(following !== undefined && { isNextInDocument: true }), scores };
    },
  },
  fills: {
    what: l10n.t("Cloze could not fill the mask"),
    ask: async ({ position }, { model, source, input }, ask) => {
      const token = input.tokens[position];
      if (!token || token.start === token.end) return undefined;
      const question = writeFillQuestion(source, token);
      return readFills(token, await ask("fill", { model, top: TOP_FILLS, exact: true, ...question }));
    },
  },
};

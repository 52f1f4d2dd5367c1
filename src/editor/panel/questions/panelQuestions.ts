import type { Requests } from "../../../engine/protocol/protocol";
import type { FromPage, ToPage } from "../../../webview/messages";
import { writePanelText } from "../writePanelText";
import { readFills, writeFillQuestion } from "./panelFills";
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
  /** What could not be done when it fails: "Cloze could not …". */
  readonly what: string;
  /** @returns `undefined` if there is nothing to say. */
  readonly ask: (message: Message, shown: Shown, ask: AskEngine) => Promise<ToPage | undefined>;
}

type QuestionKind = Exclude<
  FromPage["kind"],
  "ready" | "reveal" | "copy" | "point" | "follow" | "export" | "exported" | "open" | "use" | "text"
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
    what: "read the attention",
    ask: async ({ layer, head }, { first, source, model }, ask) => {
      const isFirst = first.layer === layer && first.head === head;
      const result = isFirst ? first : await ask("attention", { model, ...writePanelText(source), layer, head });
      return { kind: "attention", layer, head, rows: result.attention, shares: result.shares };
    },
  },
  heads: {
    what: "read the heads",
    ask: async (_, { model, source }, ask) => {
      const { layers } = await ask("heads", { model, ...writePanelText(source) });
      return { kind: "heads", layers };
    },
  },
  vectors: {
    what: "read the embeddings",
    ask: async (_, { model, source }, ask) => {
      const { layers } = await ask("vectors", { model, ...writePanelText(source) });
      return { kind: "vectors", layers };
    },
  },
  layers: {
    what: "read the layers",
    ask: async ({ position }, { model, info, input }, ask) => {
      const question = writeLayersQuestion(input, info, position);
      const result = question && (await ask("layers", { model, ...question }));
      return { kind: "layers", position, layers: result ? readLayers(result) : [] };
    },
  },
  mask: {
    what: "mask words",
    ask: async ({ positions, layer, head }, { model, source }, ask) => {
      if (positions.length === 0) return undefined;
      const asked = { model, ...writePanelText(source), mask: positions, layer, head, top: TOP_FILLS_EACH };
      return readMaskAnswer(positions, await ask("mask", asked));
    },
  },
  fills: {
    what: "fill the mask",
    ask: async ({ position }, { model, source, input }, ask) => {
      const token = input.tokens[position];
      if (!token || token.start === token.end) return undefined;
      const question = writeFillQuestion(source, token);
      return readFills(token, await ask("fill", { model, top: TOP_FILLS, exact: true, ...question }));
    },
  },
};

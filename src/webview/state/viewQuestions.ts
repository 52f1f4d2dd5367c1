import { listHeads } from "../../wording/names/nameHeads";
import { type Focus, readWeights } from "../answers/attentionMap";
import { scoreKeys } from "../answers/neurons";
import type { PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { HeadChoice, PanelInput, PanelMask } from "../messages";
import type { Against, PanelCompared } from "../messages/compared";
import type { FromPage } from "../messages/fromPage";
import { findFilled } from "./findFilled";
import type { PanelChoices, ViewName } from "./panelChoices";

/** What a view asks for, without the page. */
export interface ViewQuestions {
  /** Answers are asked for when they are first to be seen: what the view lacks. Default: nothing beside the head's map. */
  readonly listMissing?: (choices: PanelChoices, input: PanelInput, answers: PanelAnswers) => readonly FromPage[];
  /** T weights, 0..1, by which to shade the tokens while one is in focus. Default: none. */
  readonly weigh?: (answers: PanelAnswers, focus: Focus, stage: number) => Float32Array | undefined;
}

const attention: ViewQuestions = { weigh: (answers, focus) => answers.readAttention(focus) };

export const VIEW_QUESTIONS: Readonly<Record<ViewName, ViewQuestions>> = {
  links: attention,
  matrix: attention,
  table: attention,
  heads: { listMissing: (_, __, { heads }) => (heads ? [] : [{ kind: "heads" }]) },
  vectors: {
    listMissing: (_, __, { vectors }) => (vectors ? [] : [{ kind: "vectors" }]),
    weigh: (answers, { position }, stage) => answers.readLikeness(stage, position),
  },
  rollout: {
    listMissing: ({ withoutSpecial, pinned }, _, { rollout, flow }) => {
      const isFollowed = flow?.position === pinned && flow?.withoutSpecial === withoutSpecial;
      return [
        ...(rollout?.withoutSpecial === withoutSpecial ? [] : [{ kind: "rollout", withoutSpecial } as const]),
        ...(pinned === undefined || isFollowed ? [] : [{ kind: "flow", position: pinned, withoutSpecial } as const]),
      ];
    },
    weigh: ({ rollout }, focus) => rollout && readWeights(rollout.map, focus),
  },
  neurons: {
    listMissing: ({ layer: chosen, head }, { model }, { neurons }) => {
      const layer = chosen ?? model.layers - 1;
      return neurons?.layer === layer && neurons.head === head ? [] : [{ kind: "neurons", layer, head }];
    },
    weigh: ({ neurons }, { position }) => neurons && Float32Array.from(scoreKeys(neurons, position).weights),
  },
  layers: {
    listMissing: ({ pinned }, input, { layers }) => {
      const position = findMasked(input, pinned);
      if (layers && layers.position === position) return [];
      return [{ kind: "layers", ...(position !== undefined && { position }) }];
    },
  },
  input: { listMissing: (_, __, { embedded }) => (embedded ? [] : [{ kind: "input" }]) },
  tone: { listMissing: (_, { pair }, { occluded }) => (pair !== undefined || occluded ? [] : [{ kind: "occlude" }]) },
  pair: {
    listMissing: (_, { pair }, { comparedPair }) => (pair === undefined || comparedPair ? [] : [{ kind: "pair" }]),
  },
  mask: {
    listMissing: ({ masked, layer, head }, { model }, { mask }) => {
      const chosen = { layer: layer ?? model.layers - 1, head };
      const isAnswered = mask !== undefined && isSameMask(mask, { positions: masked, ...chosen });
      return masked.length === 0 || isAnswered ? [] : [{ kind: "mask", positions: [...masked], ...chosen }];
    },
  },
  compare: {
    listMissing: ({ against, pinned, layer, head, others }, input, { compared }) => {
      if (against === undefined || lacksEarlier(input, against)) return [];
      const heads = listChosen({ layer: layer ?? input.model.layers - 1, head }, others);
      const position = findFilled(input, pinned);
      if (compared && isSameComparison(compared, { against, position, heads })) return [];
      return [{ kind: "compare", against, heads, ...(position !== undefined && { position }) }];
    },
  },
};

/** Heads whose mean is shown, by layer and head. */
export function listChosen(head: HeadChoice, others: readonly HeadChoice[]): HeadChoice[] {
  return [head, ...others].sort((a, b) => a.layer - b.layer || a.head - b.head);
}

/** Whether a text has no such earlier version: it stands in no document, or in one that was never saved. */
export function lacksEarlier({ place, isUnsaved }: Pick<PanelInput, "place" | "isUnsaved">, against: Against): boolean {
  return (place === undefined || isUnsaved === true) && (against === "saved" || against === "commit");
}

type Comparison = Pick<PanelCompared, "against" | "position" | "heads">;

/** Whether a comparison is the one that is chosen. */
export function isSameComparison(a: Comparison, b: Comparison): boolean {
  return a.against === b.against && a.position === b.position && listHeads(a.heads) === listHeads(b.heads);
}

/** Whether an answer is about these masks, in this head. */
export function isSameMask(
  answer: Pick<PanelMask, "positions" | "layer" | "head">,
  { positions, layer, head }: Pick<PanelMask, "positions" | "layer" | "head">,
): boolean {
  return answer.layer === layer && answer.head === head && answer.positions.join() === positions.join();
}

/** The chosen token is masked for the view of layers, unless the first text has masks of its own. */
export function findMasked({ tokens, model }: PanelInput, pinned: number | undefined): number | undefined {
  const token = pinned === undefined ? undefined : tokens[pinned];
  if (!model.hasMlm || tokens.some(({ kind, segment }) => kind === "mask" && segment === 0)) return undefined;
  return token?.segment === 0 && hasCharacters(token) ? pinned : undefined;
}

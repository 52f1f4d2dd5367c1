import type { PanelInput, ToPage } from "../../../src/webview/messages";
import { PanelState } from "../../../src/webview/state/panelState";
import { makeHeads, makeInput, makeLayer, makeShares, makeWeights, PAIR_TOKENS } from "../fixture";

const T = PAIR_TOKENS.length;

export const show = (input: PanelInput = makeInput(PAIR_TOKENS)): ToPage => ({ kind: "show", input });

export function answerAttention(layer: number, head: number, weights = makeWeights(T)): ToPage {
  return { kind: "attention", heads: [{ layer, head }], weights, shares: makeShares(layer) };
}

export const answerHeads = (): ToPage => ({ kind: "heads", layers: makeHeads(3, 2, T) });

export const answerVectors = (): ToPage => ({
  kind: "vectors",
  layers: [0, 1, 2, 3].map((layer) => makeLayer(T, layer)),
});

export const answerFills = (position: number): ToPage => ({
  kind: "fills",
  position,
  fills: [{ text: "a", probability: 0.5 }],
});

/** A state that shows a pair of 9 tokens, read by a model of 3 layers with 2 heads, with the chosen head's answer. */
export function makeShownState(saved?: object, input: PanelInput = makeInput(PAIR_TOKENS)): PanelState {
  const state = new PanelState(saved);
  state.receive(show(input));
  state.receive(answerAttention(state.chosenHead.layer, state.chosenHead.head));
  return state;
}

import { readAttentionMap, readWeights, type AttentionMap, type Focus } from "./attentionMap";
import type { PanelHead, PanelInput, PanelShares, PanelVectorLayer, ToPage } from "../messages";
import { checkHeads, checkShares } from "./checkHeads";
import { readLikeness, readVectorLayers } from "./vectorLayers";

/** What the host answers about the layers of the model. */
export type LayersAnswer = Extract<ToPage, { readonly kind: "attention" | "heads" | "vectors" }>;

/** What the host has answered, and was found sound, about the text that is shown. */
export class PanelAnswers {
  /** Of the layer and head chosen, or of the ones before while the answer is awaited. */
  map: AttentionMap | undefined;
  /** Where the head of `map` looks. */
  shares: PanelShares | undefined;
  /** By layer. */
  heads: readonly (readonly PanelHead[])[] | undefined;
  /** By layer. */
  vectors: readonly PanelVectorLayer[] | undefined;
  readonly #input: PanelInput;

  constructor(input: PanelInput) {
    this.#input = input;
  }

  /** @throws {PageError} for an answer that makes no sense; what was there before stays. */
  take(answer: LayersAnswer): void {
    const { tokens } = this.#input;
    switch (answer.kind) {
      case "attention": {
        const shares = checkShares(answer.shares);
        this.map = readAttentionMap(tokens, answer.rows);
        this.shares = shares;
        return;
      }
      case "heads":
        this.heads = checkHeads(this.#input, answer.layers);
        return;
      case "vectors":
        this.vectors = readVectorLayers(tokens, answer.layers);
        return;
    }
  }

  /** T weights: a token's attention, from it or to it. */
  readAttention(focus: Focus): Float32Array | undefined {
    return this.map && readWeights(this.map, focus);
  }

  /** T likenesses of a token's vector, after that many layers. */
  readLikeness(stage: number, position: number): Float32Array | undefined {
    const layer = this.vectors?.[stage];
    return layer && readLikeness(layer, position);
  }
}

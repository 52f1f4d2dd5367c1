import type {
  HeadChoice,
  PanelFollows,
  PanelHead,
  PanelInput,
  PanelMask,
  PanelShares,
  PanelVectorLayer,
  ToPage,
} from "../messages";
import type { PanelCompared } from "../messages/compared";
import type { EmbeddedInput } from "../messages/embeddedInput";
import { type AttentionMap, type Focus, readAttentionMap, readWeights } from "./attentionMap";
import { checkCompared } from "./checkCompared";
import { checkComparedPair, type ComparedAnswer } from "./checkComparedPair";
import { checkEmbedded } from "./checkEmbedded";
import { checkFlow, type Flow } from "./checkFlow";
import { checkHeads, checkShares } from "./checkHeads";
import { checkLayers } from "./checkLayers";
import { checkMask } from "./checkMask";
import { checkOccluded, type Occluded } from "./checkOccluded";
import { checkNeurons, type Neurons } from "./neurons";
import { requireProbability } from "./requireProbability";
import { readLikeness, readVectorLayers } from "./vectorLayers";

/** An answer of the host about the layers of the model. */
export type LayersAnswer = Extract<
  ToPage,
  {
    readonly kind:
      | "attention"
      | "heads"
      | "layers"
      | "vectors"
      | "mask"
      | "compare"
      | "follows"
      | "rollout"
      | "flow"
      | "neurons"
      | "input"
      | "occlude"
      | "pair";
  }
>;

/** The host's answers about one text, each checked when it came. */
export class PanelAnswers {
  /** Attention of the heads chosen: while the answer for others is awaited, still that of those before. */
  map: AttentionMap | undefined;
  /** The heads of `map`. */
  mixed: readonly HeadChoice[] = [];
  /** Where the heads of `map` look. */
  shares: PanelShares | undefined;
  /** By layer. */
  heads: readonly (readonly PanelHead[])[] | undefined;
  /** What the readouts would answer at each layer: with this token masked, or as the text is. */
  layers: Pick<Extract<ToPage, { readonly kind: "layers" }>, "layers" | "position"> | undefined;
  /** By layer. */
  vectors: readonly PanelVectorLayer[] | undefined;
  /** What changed with words masked. */
  mask: PanelMask | undefined;
  /** The text beside another, or as another model reads it. */
  compared: PanelCompared | undefined;
  rollout: { readonly withoutSpecial: boolean; readonly map: AttentionMap } | undefined;
  flow: Flow | undefined;
  neurons: Neurons | undefined;
  /** What the first layer is given. */
  embedded: EmbeddedInput | undefined;
  /** With `lack`, why the model has no answer. */
  occluded: Occluded | undefined;
  /** With `lack`, why the model has no answer. */
  comparedPair: ComparedAnswer | undefined;
  follows: PanelFollows | undefined;
  readonly #input: PanelInput;

  constructor(input: PanelInput) {
    this.#input = input;
  }

  /** @throws {PageError} for an invalid answer; earlier answers stay. */
  take(answer: LayersAnswer): void {
    const { tokens } = this.#input;
    switch (answer.kind) {
      case "attention": {
        const shares = checkShares(answer.shares);
        this.map = readAttentionMap(tokens, answer.weights);
        this.mixed = answer.heads;
        this.shares = shares;
        return;
      }
      case "heads":
        this.heads = checkHeads(this.#input, answer.layers);
        return;
      case "layers":
        this.layers = { position: answer.position, layers: checkLayers(this.#input, answer.layers) };
        return;
      case "rollout":
        this.rollout = { withoutSpecial: answer.withoutSpecial, map: readAttentionMap(tokens, answer.shares) };
        return;
      case "flow":
        this.flow = checkFlow(this.#input, answer);
        return;
      case "neurons":
        this.neurons = checkNeurons(tokens, answer);
        return;
      case "vectors":
        this.vectors = readVectorLayers(tokens, answer.layers);
        return;
      case "input":
        this.embedded = checkEmbedded(this.#input, answer);
        return;
      case "occlude":
        this.occluded = checkOccluded(this.#input, answer);
        return;
      case "pair":
        this.comparedPair = checkComparedPair(this.#input, answer);
        return;
      case "mask":
        this.mask = checkMask(this.#input, answer);
        return;
      case "compare":
        this.compared = checkCompared(answer);
        return;
      case "follows":
        for (const each of Object.values(answer.scores ?? {})) requireProbability(each);
        this.follows = answer;
        return;
    }
  }

  /** T weights: the attention from one token, or to it. */
  readAttention(focus: Focus): Float32Array | undefined {
    return this.map && readWeights(this.map, focus);
  }

  /** T likenesses: how similar the other vectors are to one token's, after `stage` layers. */
  readLikeness(stage: number, position: number): Float32Array | undefined {
    const layer = this.vectors?.[stage];
    return layer && readLikeness(layer, position);
  }
}

import { createLayerStates, type LayerStates, type LayerStatesOptions } from "./createLayerStates";
import { identifyModel } from "./identifyModel";
import type { WeightsInUse } from "./prepareWeights";

export interface LastLayerOptions
  extends Pick<LayerStatesOptions, "checkpoint" | "threads" | "runtime" | "openBeside">, WeightsInUse {
  readonly cacheFolder: string;
}

/** The hidden states of one layer for many sequences: of the layer that was asked for last, since each takes its weights. */
export class LastLayerStates {
  readonly #options: LastLayerOptions;
  #last: { readonly layer: number; readonly states: LayerStates } | undefined;

  constructor(options: LastLayerOptions) {
    this.#options = options;
  }

  open(layer: number): LayerStates {
    if (this.#last?.layer === layer) return this.#last.states;
    // Whoever is reading another layer still gets all of it.
    void this.#last?.states.dispose();
    const { weights, ...shared } = this.#options;
    const states = createLayerStates({ ...shared, ...weights }, layer);
    this.#last = { layer, states };
    return states;
  }

  /** See `LoadedModel.identifyStates`. */
  identify(layer: number): Promise<string> {
    const graphs = [this.open(layer).buildGraph()];
    const { checkpoint, cacheFolder, runtime } = this.#options;
    return identifyModel(checkpoint, { graphs, device: runtime.processor.name, cacheFolder });
  }

  async dispose(): Promise<void> {
    await this.#last?.states.dispose();
  }
}

import type { Model, ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";

/** Bytes of maps that are kept: those of all layers of a BERT-base for 512 tokens, and nine layers of a BERT-large. */
const MOST_BYTES = 160 * 2 ** 20;

/** What is kept of one text. */
interface Kept {
  /** Ids and segments. */
  readonly key: string;
  /** By layer: [N, T, T]. */
  readonly maps: ReadonlyMap<number, Float32Array>;
  /** Two logits, of a pair. */
  readonly nsp: Float32Array | undefined;
}

/**
 * The attention maps of the text that is looked at, so that another head of it costs no run of the model. They are those
 * that the model computed: nothing is rounded. Of a long text and a large model only some layers fit.
 */
export class KeptMaps {
  readonly #most: number;
  #kept: Kept | undefined;

  /** @param most - Bytes kept. */
  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /**
   * The same model, which answers from what is kept where it can.
   *
   * @param keep - Whether what it computes is kept, in place of another text's.
   */
  over(model: Model, keep: boolean): Model {
    return {
      get info() {
        return model.info;
      },
      tokenizer: model.tokenizer,
      run: (request) => {
        const [input, ...others] = request.inputs;
        if (input === undefined || others.length > 0 || !asksMapsOnly(request)) return model.run(request);
        return this.#run(model, input, { request, keep });
      },
    };
  }

  async #run(
    model: Model,
    input: ModelInput,
    { request, keep }: { readonly request: MapsRequest; readonly keep: boolean },
  ): Promise<ModelOutput> {
    const { attention, nsp = false } = request;
    const key = JSON.stringify([input.ids, input.segments]);
    const known = this.#kept?.key === key ? this.#kept : undefined;
    const isKnown = (layer: number) => known?.maps.has(layer) === true;
    if (attention.every(isKnown) && (!nsp || known?.nsp !== undefined)) return answer(request, known?.maps, known?.nsp);
    if (!keep) return model.run(request);
    // What is kept of another text would stand in memory beside what is computed now.
    if (known === undefined) this.#kept = undefined;
    const T = input.ids.length;
    const most = Math.floor(this.#most / (4 * model.info.heads * T * T));
    const wanted = selectLayers(attention, model.info.layers, most);
    const output = await model.run({ ...request, attention: wanted, nsp });
    const maps = new Map(wanted.map((layer, i) => [layer, output.attention?.[0]?.[i] ?? new Float32Array()]));
    const logits = output.nsp?.[0] ?? known?.nsp;
    if (wanted.length <= most) this.#kept = { key, maps, nsp: logits };
    return answer(request, maps, logits);
  }
}

interface MapsRequest extends ModelRequest {
  readonly attention: readonly number[];
}

/** What is asked for besides a text's maps, P(next) and precision. */
function asksMapsOnly(request: ModelRequest): request is MapsRequest {
  const known = ["inputs", "attention", "nsp", "exact"];
  const others = Object.entries(request).filter(([part, asked]) => asked !== undefined && !known.includes(part));
  return request.attention !== undefined && others.length === 0;
}

function answer(
  { attention, nsp }: MapsRequest,
  maps: Kept["maps"] | undefined,
  logits: Float32Array | undefined,
): ModelOutput {
  return {
    attention: [attention.map((layer) => maps?.get(layer) ?? new Float32Array())],
    ...(nsp === true && logits && { nsp: [logits] }),
  };
}

/** Those that are asked for, and as many of the nearest as may be kept with them. */
function selectLayers(asked: readonly number[], layers: number, most: number): readonly number[] {
  const distance = (layer: number) => Math.min(...asked.map((each) => Math.abs(each - layer)));
  const others = Array.from({ length: layers }, (_, layer) => layer)
    .filter((layer) => !asked.includes(layer))
    .sort((a, b) => distance(a) - distance(b));
  return [...asked, ...others.slice(0, Math.max(0, most - asked.length))].sort((a, b) => a - b);
}

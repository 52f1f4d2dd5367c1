import type { Span } from "../../text/spans/span";
import type { Token } from "../../tokenizer/encoding";
import { logSumExp } from "../model/logSumExp";
import type { Model, ModelInput } from "../model/model";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import { toInput } from "../sequences/toInput";

/** A text of which some tokens were read. */
interface Read {
  readonly tokens: readonly Token[];
  readonly input: ModelInput;
  /** Logarithmic probability of each token where it alone is masked; `undefined` if not read yet. */
  readonly scores: (number | undefined)[];
}

/** Sequences that are read at once: the logits of more would take much memory with a large vocabulary. */
const MOST_AT_ONCE = 32;

/**
 * Reads how usual texts are: pseudo-log-likelihoods, a masked token at a time. No token is read twice.
 *
 * Source: Salazar et al. 2020, Masked Language Model Scoring, eq. 2.
 */
export class FluencyReader {
  readonly #model: Model;
  readonly #maskId: number;
  readonly #read = new Map<string, Read>();

  /** @throws {ModelError} `no-readout` without a mask piece. */
  constructor(model: Model) {
    this.#model = model;
    this.#maskId = selectMaskPiece(model.tokenizer).id;
  }

  /** Pseudo-log-likelihood a token, in nats, of the tokens that touch these places or are next to one that does. */
  async readNear(texts: readonly { readonly text: string; readonly near: readonly Span[] }[]): Promise<number[]> {
    const wanted = texts.map(({ text, near }) => {
      const touched = this.#open(text).tokens.map(({ span }) => near.some((place) => touches(span, place)));
      const isNear = (i: number) => [i - 1, i, i + 1].some((each) => touched[each]);
      return { text, indices: [...touched.keys()].filter(isNear) };
    });
    const sums = await this.#sum(wanted);
    return sums.map((sum, i) => sum / Math.max(1, wanted[i]?.indices.length ?? 0));
  }

  /** Pseudo-log-likelihood a word of each text, in nats. */
  async readAll(texts: readonly string[]): Promise<number[]> {
    const sums = await this.#sum(texts.map((text) => ({ text, indices: [...this.#open(text).tokens.keys()] })));
    return sums.map((sum, i) => sum / Math.max(1, countWords(texts[i] ?? "")));
  }

  async #sum(wanted: readonly { readonly text: string; readonly indices: readonly number[] }[]): Promise<number[]> {
    const open = wanted.flatMap(({ text, indices }) => {
      const read = this.#open(text);
      return indices.flatMap((index) => {
        if (read.scores[index] !== undefined) return [];
        // Marked as asked for: the same text may be wanted twice.
        read.scores[index] = NaN;
        return [{ read, index }];
      });
    });
    for (let from = 0; from < open.length; from += MOST_AT_ONCE) {
      const some = open.slice(from, from + MOST_AT_ONCE);
      // [CLS] stands before the text's own tokens.
      const inputs = some.map(({ read, index }) => mask(read.input, index + 1, this.#maskId));
      const { mlm: rows = [] } = await this.#model.run({
        inputs,
        mlm: some.map(({ index }, input) => ({ input, position: index + 1 })),
      });
      for (const [i, { read, index }] of some.entries()) {
        const [row, id] = [rows[i], read.tokens[index]?.id];
        if (row === undefined || id === undefined) throw new RangeError(`${rows.length} rows of ${some.length}`);
        read.scores[index] = (row[id] ?? NaN) - logSumExp(row);
      }
    }
    return wanted.map(({ text, indices }) => {
      const { scores } = this.#open(text);
      return indices.reduce((sum, index) => sum + (scores[index] ?? NaN), 0);
    });
  }

  #open(text: string): Read {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const tokens = readSegment(this.#model.tokenizer, text, { specials: "none" });
    const read = { tokens, input: toInput(joinSegments(this.#model.tokenizer, tokens)), scores: [] };
    this.#read.set(text, read);
    return read;
  }
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function mask({ ids, segments }: ModelInput, position: number, maskId: number): ModelInput {
  return { ids: ids.map((id, i) => (i === position ? maskId : id)), segments };
}

/** Words of letters or digits. */
function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0;
}

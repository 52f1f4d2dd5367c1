import type { EngineClient } from "../../src/engine/client/engineClient";
import { EngineError } from "../../src/engine/protocol/engineError";
import type { Requests } from "../../src/engine/protocol/protocol";

type Repeats = Requests["repeats"];
export type Kind = "index" | "nearest" | "repeats";

/**
 * An index that counts common words instead of asking a model: two texts are as alike as the words that they share, of
 * all that they have.
 */
export class FakeIndex implements Pick<EngineClient, "request"> {
  readonly asked: Kind[] = [];
  #texts: string[] = [];
  #epoch = 1;

  /** Forgets everything, as an engine does that ends. */
  restart(): void {
    this.#texts = [];
    this.#epoch += 1;
  }

  request = ((kind: Kind, params: never) => {
    this.asked.push(kind);
    return new Promise((resolve) => {
      if (kind === "index") resolve(this.#index(params));
      else if (kind === "nearest") resolve(this.#nearest(params));
      else resolve(this.#repeats(params));
    });
  }) as EngineClient["request"];

  #index({ texts }: Requests["index"]["params"]): Requests["index"]["result"] {
    const before = this.#texts.length;
    const rows = Int32Array.from(texts, (text) => {
      if (!this.#texts.includes(text)) this.#texts.push(text);
      return this.#texts.indexOf(text);
    });
    const read = this.#texts.length - before;
    return { epoch: String(this.#epoch), rows, read, pooling: "mean", by: "files", precision: "fp32", cut: [] };
  }

  #nearest({ epoch, rows, text, top = 10 }: Requests["nearest"]["params"]): Requests["nearest"]["result"] {
    this.#check(epoch);
    const all = [...rows].map((row, index) => ({ index, similarity: compare(text, this.#texts[row]!) }));
    all.sort((a, b) => b.similarity - a.similarity || a.index - b.index);
    return { matches: all.slice(0, top), precision: "fp32" };
  }

  #repeats({ epoch, rows, least, most = 1000 }: Repeats["params"]): Repeats["result"] {
    this.#check(epoch);
    const pairs = [...rows].flatMap((one, a) =>
      [...rows].slice(a + 1).flatMap((other, i) => {
        const similarity = compare(this.#texts[one]!, this.#texts[other]!);
        return one !== other && similarity >= least ? [{ a, b: a + 1 + i, similarity }] : [];
      }),
    );
    pairs.sort((x, y) => y.similarity - x.similarity);
    return { pairs: pairs.slice(0, most), more: Math.max(0, pairs.length - most) };
  }

  #check(epoch: string): void {
    if (epoch !== String(this.#epoch)) throw new EngineError("stale", "the rows are of another index");
  }
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => new Set(text.toLowerCase().match(/[a-z0-9]+/g)));
  const common = [...left!].filter((word) => right!.has(word)).length;
  return common / Math.max(1, new Set([...left!, ...right!]).size);
}

import { availableParallelism } from "node:os";
import type { BenchModel } from "./benchModel";
import { type Setting, startContender, withContenders } from "./contenders";
import type { Texts } from "./drawTexts";
import { interleave } from "./rounds";

const ROUNDS = 5;
/** Of prose, for either tokenizer in one round. */
const PROSE_BYTES = 1_500_000;
export const LONG_TOKENS = 128;

/** Megabytes of UTF-8 a second of processor time, all threads counted; a number a round. */
export async function measureTokenizers(
  model: BenchModel,
  { prose }: Texts,
  setting: Setting,
): Promise<Readonly<Record<"fp32" | "theirs fp32", readonly number[]>>> {
  const names = ["fp32", "theirs fp32"] as const;
  return withContenders(
    names,
    (name) => startContender(name, model, setting),
    async (sides) => {
      const { texts, bytes } = takeBytes(prose, PROSE_BYTES);
      const [ours, theirs] = [
        await sides.fp32.ask({ kind: "encode", texts }),
        await sides["theirs fp32"].ask({ kind: "encode", texts }),
      ];
      if (ours.value !== theirs.value) {
        throw new Error(
          `${ours.value ?? 0} tokens of one text, ${theirs.value ?? 0} by the other side; expected the same`,
        );
      }
      return interleave(ROUNDS, names, async (name) => {
        return bytes / 1e6 / ((await sides[name].ask({ kind: "encode", texts })).cpuMs / 1000);
      });
    },
  );
}

/** Operations a second that one thread reaches, in products alone and in a fill of 128 tokens; a number a round. */
export type PeakShare = Readonly<Record<"products" | "model", readonly number[]>>;

export async function measurePeakShare(
  contender: "fp32" | "int8",
  model: BenchModel,
  setting: Setting,
): Promise<PeakShare> {
  const start = () => startContender(contender, model, { ...setting, threads: 1 });
  return withContenders([contender], start, async (sides) => {
    const side = sides[contender];
    return interleave(ROUNDS, ["products", "model"] as const, async (what) => {
      if (what === "products") return (await side.ask({ kind: "products", tokens: LONG_TOKENS })).value!;
      const { value } = await side.ask({ kind: "long", tokens: LONG_TOKENS });
      return countOperations(model, LONG_TOKENS) / (value! / 1000);
    });
  });
}

/** Two for each multiply and add of the products of one fill: the last layer and the readout at the one position asked. */
function countOperations(
  { layers, hiddenSize: H, feedForwardSize: F, embeddingRows: V }: BenchModel,
  T: number,
): number {
  const layer = (rows: number) => 2 * rows * (2 * H * H + 2 * H * F) + 2 * T * 2 * H * H + 4 * rows * T * H;
  return (layers - 1) * layer(T) + layer(1) + 2 * (H * H + H * V);
}

/** As many threads as there are processors, 4 at most: what either side can be given on a machine of its own. */
export function chooseThreads(): number {
  return Math.min(4, availableParallelism());
}

/** Blocks of prose, over again if need be, of that many bytes or a little more. */
function takeBytes(
  prose: readonly string[],
  least: number,
): { readonly texts: readonly string[]; readonly bytes: number } {
  const texts: string[] = [];
  let bytes = 0;
  for (let i = 0; bytes < least; i += 1) {
    const text = prose[i % prose.length]!;
    texts.push(text);
    bytes += Buffer.byteLength(text);
  }
  return { texts, bytes };
}

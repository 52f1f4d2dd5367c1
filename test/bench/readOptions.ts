import { parseArgs } from "node:util";
import { MODEL_NAMES, type ModelName, usualModels } from "./benchModel";
import { chooseThreads } from "./measureParts";

export const GROUPS = ["models", "parts", "engine", "lint", "editor", "panel", "devices", "lsp"] as const;
export type Group = (typeof GROUPS)[number];

export interface Options {
  readonly groups: readonly Group[];
  readonly models: readonly ModelName[];
  readonly threads: number;
  readonly isQuick: boolean;
  readonly cudaFolder: string;
}

export const USAGE = `npm run bench -- [--quick] [--only models,parts,engine,lint,editor,panel,devices,lsp] [--models bundled,mini,distil,base] [--threads n] [--cuda-folder folder]

--quick    the bundled model alone, and fewer rounds
--only     models   fill-mask, tone, cold start and memory against transformers.js
           parts    tokenizer, and matrix products against the machine's peak
           engine   the engine's process: answers under load, memory over loads
           lint     the command line over files
           editor   in a real VS Code: edit to marks, and how long its event loop is held
           panel    another head, and vectors of all layers, of the longest text; the largest message;
                    in a real VS Code: answer to paint, and frames while a slider is dragged
           devices  graphics cards, and WebAssembly, against the CPU; says of each that is not there why
           lsp      cloze lsp: a change of one sentence to its mark
--models   mini (4 × 256), distil (6 × 768) and base (12 × 768), seeded weights; or bundled
--threads  of either side in "models"; as many as processors, 4 at most, unless said
--cuda-folder  of the CUDA libraries, for "devices"; what the system's loader finds, unless said
`;

/** @throws {Error} for an argument that makes no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean" },
      only: { type: "string" },
      models: { type: "string" },
      threads: { type: "string" },
      "cuda-folder": { type: "string" },
    },
  });
  const isQuick = values.quick === true;
  return {
    groups: readNames("--only", values.only, { known: GROUPS, unsaid: GROUPS }),
    models: readNames("--models", values.models, { known: MODEL_NAMES, unsaid: usualModels({ isQuick }) }),
    threads: readThreads(values.threads),
    isQuick,
    cudaFolder: values["cuda-folder"] ?? "",
  };
}

function readNames<T extends string>(
  option: string,
  list: string | undefined,
  { known, unsaid }: { readonly known: readonly T[]; readonly unsaid: readonly T[] },
): readonly T[] {
  if (list === undefined) return unsaid;
  return list.split(",").map((text) => {
    const name = known.find((each) => each === text);
    if (name === undefined) throw new Error(`${option} has "${text}", expected some of ${known.join(", ")}`);
    return name;
  });
}

function readThreads(text: string | undefined): number {
  if (text === undefined) return chooseThreads();
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1)
    throw new Error(`--threads is ${text}, expected a whole number from 1`);
  return threads;
}

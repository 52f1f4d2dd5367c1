import { type Model, ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import { asksSlips } from "./asksSlips";
import type { Batching } from "./batching";
import { BATCH_TOKENS } from "./planBatches";
import { runBatches } from "./runBatches";
import type { Turn } from "./scheduler";

/** The sequences of a request from `from` up to, but not including, `to`. */
interface Step {
  readonly from: number;
  readonly to: number;
}

/** The same model, but it waits for its turn before each run and cuts long runs into steps of one batch. */
export function splitSteps(model: Model & Partial<Batching>, turn: Turn): Model {
  return {
    get info() {
      return model.info;
    },
    tokenizer: model.tokenizer,
    ...(model.readEmbeddings && { readEmbeddings: model.readEmbeddings.bind(model) }),
    ...(model.readEmbeddingParts && { readEmbeddingParts: model.readEmbeddingParts.bind(model) }),
    async run(request) {
      const asksReadoutsOnly = LOOKS.every((look) => request[look] === undefined);
      if (asksReadoutsOnly) model.expect?.(request.inputs.length, { slips: asksSlips(request) });
      const steps = planSteps(request.inputs, model.batchTokens ?? BATCH_TOKENS);
      if (steps.length <= 1) {
        await turn();
        return model.run(request);
      }
      const outputs: ModelOutput[] = [];
      // Hidden states and attention run on this thread, one batch per step.
      const beside = asksReadoutsOnly ? model : { run: (some: ModelRequest) => model.run(some) };
      await runBatches(beside, [...steps.entries()], turn, async ([index, step], run) => {
        outputs[index] = await run(sliceRequest(request, step));
      });
      return joinOutputs(request, steps, outputs);
    },
  };
}

function planSteps(inputs: readonly ModelInput[], batchTokens: number): Step[] {
  const steps: Step[] = [];
  let from = 0;
  let tokens = 0;
  for (const [i, { ids }] of inputs.entries()) {
    if (i > from && tokens + ids.length > batchTokens) {
      steps.push({ from, to: i });
      from = i;
      tokens = 0;
    }
    tokens += ids.length;
  }
  if (from < inputs.length) steps.push({ from, to: inputs.length });
  return steps;
}

function sliceRequest({ inputs, mlm, candidates, ...rest }: ModelRequest, step: Step): ModelRequest {
  const slice = <T extends Place>(rows: readonly T[]): readonly T[] =>
    rows.filter((row) => isIn(step, row)).map((row) => ({ ...row, input: row.input - step.from }));
  return {
    ...rest,
    inputs: inputs.slice(step.from, step.to),
    ...(mlm && { mlm: slice(mlm) }),
    ...(candidates && { candidates: slice(candidates) }),
  };
}

/** What is asked of one sequence. */
interface Place {
  readonly input: number;
}

function isIn(step: Step, { input }: Place): boolean {
  return input >= step.from && input < step.to;
}

function joinOutputs(request: ModelRequest, steps: readonly Step[], outputs: readonly ModelOutput[]): ModelOutput {
  const joined: Record<string, unknown> = {};
  for (const part of PER_SEQUENCE) {
    if (outputs[0]?.[part] !== undefined)
      joined[part] = outputs.flatMap((output): readonly unknown[] => output[part] ?? []);
  }
  for (const [part, of] of PER_PLACE) {
    const asked = request[of];
    if (asked && outputs[0]?.[part] !== undefined)
      joined[part] = joinRows<unknown>(asked, steps, (step) => outputs[step]?.[part]);
  }
  return joined;
}

/** What is asked of the layers' insides. */
const LOOKS = ["hidden", "attention", "products", "queries"] as const;
/** Outputs with an entry for each sequence. */
const PER_SEQUENCE = ["nsp", "classifier", "answers", "tags", "actions", ...LOOKS] as const;
/** Outputs with an entry for each place that is asked for, and where it is asked for. */
const PER_PLACE = [
  ["mlm", "mlm"],
  ["top", "mlm"],
  ["candidates", "candidates"],
] as const;

/** Joins rows in the order in which they were asked for; it may differ from the order of the sequences. */
function joinRows<T>(
  asked: readonly Place[],
  steps: readonly Step[],
  rowsOf: (step: number) => readonly T[] | undefined,
): T[] {
  const taken = steps.map(() => 0);
  return asked.map((row) => {
    const k = steps.findIndex((step) => isIn(step, row));
    const found = rowsOf(k)?.[taken[k] ?? 0];
    if (found === undefined) {
      // eslint-disable-next-line language/untranslated -- a fault of the program
      throw new ModelError("bad-request", `input is ${row.input}, expected a sequence of the request`);
    }
    taken[k] = (taken[k] ?? 0) + 1;
    return found;
  });
}

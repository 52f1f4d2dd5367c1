import { type Model, ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
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
    info: model.info,
    tokenizer: model.tokenizer,
    async run(request) {
      const asksReadoutsOnly = request.hidden === undefined && request.attention === undefined;
      if (asksReadoutsOnly) model.expect?.(request.inputs.length);
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

function sliceRequest({ inputs, mlm, ...rest }: ModelRequest, step: Step): ModelRequest {
  return {
    ...rest,
    inputs: inputs.slice(step.from, step.to),
    ...(mlm && {
      mlm: mlm.filter((row) => isIn(step, row)).map((row) => ({ ...row, input: row.input - step.from })),
    }),
  };
}

function isIn(step: Step, { input }: { readonly input: number }): boolean {
  return input >= step.from && input < step.to;
}

function joinOutputs({ mlm }: ModelRequest, steps: readonly Step[], outputs: readonly ModelOutput[]): ModelOutput {
  const [first] = outputs;
  return {
    ...(first?.nsp && { nsp: outputs.flatMap(({ nsp = [] }) => nsp) }),
    ...(first?.classifier && { classifier: outputs.flatMap(({ classifier = [] }) => classifier) }),
    ...(first?.hidden && { hidden: outputs.flatMap(({ hidden = [] }) => hidden) }),
    ...(first?.attention && { attention: outputs.flatMap(({ attention = [] }) => attention) }),
    ...(mlm &&
      first?.mlm && {
        mlm: joinRows(
          mlm,
          steps,
          outputs.map((output) => output.mlm),
        ),
      }),
    ...(mlm &&
      first?.top && {
        top: joinRows(
          mlm,
          steps,
          outputs.map((output) => output.top),
        ),
      }),
  };
}

/** Joins MLM rows in the order in which they were asked for; it may differ from the order of the sequences. */
function joinRows<T>(
  mlm: NonNullable<ModelRequest["mlm"]>,
  steps: readonly Step[],
  rows: readonly (readonly T[] | undefined)[],
): T[] {
  const taken = steps.map(() => 0);
  return mlm.map((row) => {
    const k = steps.findIndex((step) => isIn(step, row));
    const found = rows[k]?.[taken[k] ?? 0];
    if (found === undefined) {
      throw new ModelError("bad-request", `mlm input is ${row.input}, expected a sequence of the request`);
    }
    taken[k] = (taken[k] ?? 0) + 1;
    return found;
  });
}

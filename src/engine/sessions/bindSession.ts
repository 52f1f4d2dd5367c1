import * as l10n from "@vscode/l10n";
import type { InferenceSession, Tensor, TensorConstructor } from "onnxruntime-common";
import { ModelError } from "../../tasks/model/model";
import type { Feed, OnnxSession } from "./onnxSession";

/** ONNX Runtime logs only fatal messages. Errors are thrown anyway, and a logged text could contain a value. */
export const LOG_FATAL = 4;

/** A session of ONNX Runtime, whichever of its packages made it, as Cloze uses it: inputs are typed, outputs checked. */
export function bindSession(session: InferenceSession, Value: TensorConstructor): OnnxSession {
  return {
    run: async (feeds, fetches = session.outputNames) => {
      const inputs = session.inputNames.map((name) => [name, toTensor(name, feeds[name], Value)] as const);
      const outputs = await session.run(Object.fromEntries(inputs), fetches).catch((cause: unknown) => {
        throw new ModelError("failed", explainNotRun(describeCause(cause)), { cause });
      });
      return new Map(Object.entries(outputs).map(([name, value]) => [name, checkValues(name, value)]));
    },
    dispose: () => session.release(),
  };
}

/**
 * @param explain - Says in other words what ONNX Runtime says, where it can.
 * @throws {ModelError} `failed`.
 */
export async function refuseUnloadable(
  made: Promise<InferenceSession>,
  explain: (message: string) => string = (message) => message,
): Promise<InferenceSession> {
  return made.catch((cause: unknown) => {
    throw new ModelError("failed", explainNotLoaded(explain(describeCause(cause))), { cause });
  });
}

/** @param reason - Stands at the end in every language: `summarizeError` cuts off what comes before it. */
export function explainNotLoaded(reason: string): string {
  return l10n.t("the model cannot be loaded: {0}", reason);
}

/** As {@link explainNotLoaded}. */
export function explainNotRun(reason: string): string {
  return l10n.t("the model cannot be run: {0}", reason);
}

function toTensor(name: string, feed: Feed | undefined, Value: TensorConstructor): Tensor {
  if (feed === undefined)
    throw new ModelError("failed", l10n.t('the graph reads an input "{0}", which was not given', name));
  const { values, shape } = feed;
  return values instanceof Int32Array ? new Value("int32", values, shape) : new Value("float32", values, shape);
}

function checkValues(name: string, { data }: InferenceSession.ReturnType[string]): Float32Array | Int32Array {
  if (data instanceof Int32Array) return data;
  if (!(data instanceof Float32Array))
    throw new ModelError("failed", l10n.t('output "{0}" is neither float32 nor int32', name));
  // A plain loop, because `findIndex` over a vocabulary takes a tenth of the time of a fill.
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isFinite(data[i])) continue;
    throw new ModelError(
      "failed",
      l10n.t('output "{0}" is {1} at {2}, expected a finite number', name, data[i] ?? NaN, i),
    );
  }
  return data;
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

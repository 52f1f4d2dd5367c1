import { fork } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { linkCuda } from "../../src/engine/channels/linkCuda";
import type { Device } from "../../src/engine/protocol/device";

/** Equal sequences of one request. */
export interface Shape {
  readonly sequences: number;
  readonly tokens: number;
}

export interface DeviceQuestion {
  /** Of the checkpoint. */
  readonly folder: string;
  readonly provider: Device["provider"];
  /** Of the built WebAssembly. */
  readonly wasmFolder: string;
  readonly threads: number;
  readonly cacheFolder: string;
  readonly shapes: readonly Shape[];
}

export interface ShapeFigures extends Shape {
  /** Milliseconds a sequence, a number a round. */
  readonly ms: Readonly<Record<"device" | "fp32" | "int8", readonly number[]>>;
  /** Largest, of the log-probabilities of the best pieces, from fp32 on the CPU. */
  readonly difference: number;
}

export interface DeviceFigures {
  /** Why the device cannot be had; then nothing else is there. */
  readonly missing?: string;
  readonly shapes?: readonly ShapeFigures[];
  /** Bytes on the card, after all shapes; absent where nobody says. */
  readonly memory?: number;
}

export interface DeviceModel {
  readonly name: string;
  readonly folder: string;
}

export interface DeviceSetting {
  /** The bundled side, and the engine as shipped, beside which ONNX Runtime is found. */
  readonly program: string;
  readonly engine: string;
  readonly providers: readonly Device["provider"][];
  readonly models: readonly DeviceModel[];
  readonly threads: number;
  readonly cacheFolder: string;
  /** Of the CUDA libraries; empty for what the system's loader finds. */
  readonly cudaFolder: string;
  readonly isQuick: boolean;
}

const SEQUENCES = [1, 8, 64];
const TOKENS = [16, 128, 512];
const QUICK: readonly Shape[] = [{ sequences: 1, tokens: 16 }];

/** By provider and model: every device that ONNX Runtime was built with, had or not, and WebAssembly. */
export async function measureDevices(setting: DeviceSetting): Promise<Readonly<Record<string, DeviceFigures>>> {
  const { models, providers, engine, threads, cacheFolder, isQuick } = setting;
  const wasmFolder = join(dirname(engine), "wasm");
  const all = SEQUENCES.flatMap((sequences) => TOKENS.map((tokens) => ({ sequences, tokens })));
  const shapes = isQuick ? QUICK : all;
  const found: Record<string, DeviceFigures> = {};
  for (const provider of providers) {
    for (const { name, folder } of models) {
      const question = { folder, provider, wasmFolder, threads, cacheFolder, shapes };
      found[`${name} on ${provider}`] = await ask(setting, question);
    }
  }
  return found;
}

async function ask({ program, engine, cudaFolder }: DeviceSetting, question: DeviceQuestion): Promise<DeviceFigures> {
  const isLinked = question.provider === "cuda" && cudaFolder !== "";
  const env = { ...process.env, ...(isLinked && { LD_LIBRARY_PATH: linkCuda(engine, cudaFolder) }) };
  const child = fork(program, [], { execArgv: [], env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  child.send(question);
  const answer = await Promise.race([
    once(child, "message").then(([figures]) => figures as DeviceFigures),
    ended.then(([code, signal]) => ({ missing: `the process ended with ${String(code ?? signal)}` })),
  ]);
  await ended;
  return answer;
}

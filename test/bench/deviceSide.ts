import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { rememberMatrixType } from "../../src/engine/devices/rememberMatrixType";
import { createReadouts } from "../../src/engine/model/createReadouts";
import type { Readouts } from "../../src/engine/model/readouts";
import { CPU } from "../../src/engine/protocol/device";
import { openOnnxRuntime } from "../../src/engine/sessions/onnxRuntime";
import { prepareInt8 } from "../../src/engine/weights/prepareInt8";
import { checkpointWeights } from "../../src/graph/graphWeights";
import type { ModelRequest } from "../../src/tasks/model/model";
import { createRandom } from "../graph/createRandom";
import type { DeviceFigures, DeviceQuestion, Shape, ShapeFigures } from "./measureDevices";
import { interleave } from "./rounds";

const ROUNDS = 3;
const TOP = 10;
/** Ids below it are the special ones of the bundled vocabulary. */
const FIRST_ID = 5;

/** One device with one model, in a process of its own: a driver may end it. */
process.once("message", (question: DeviceQuestion) => {
  void measure(question).then((figures) => process.send?.(figures, () => process.disconnect()));
});

async function measure(question: DeviceQuestion): Promise<DeviceFigures> {
  const { folder, provider, wasmFolder, threads, cacheFolder, shapes } = question;
  const runtime = await openOnnxRuntime();
  const asked = provider === "wasm" ? await openOnnxRuntime({ device: "wasm", wasmFolder }) : runtime;
  const device = [asked.processor, ...asked.devices].find((each) => each.provider === provider);
  if (device === undefined) return { missing: `ONNX Runtime ${runtime.version} has no ${provider} here` };
  const checkpoint = await readCheckpoint(folder);
  const weights = checkpointWeights(checkpoint);
  const exact = { checkpoint, threads, runtime, graphWeights: weights, precision: "fp32" } as const;
  const { graphWeights: int8 } = await prepareInt8(checkpoint, {
    cacheFolder,
    matrixType: await rememberMatrixType(cacheFolder),
  });
  const sides = {
    device: createReadouts({ ...exact, runtime: asked, device }),
    fp32: createReadouts({ ...exact, device: CPU }),
    int8: createReadouts({ ...exact, device: CPU, graphWeights: int8, precision: "int8" }),
  };
  try {
    const found: ShapeFigures[] = [];
    const readable = shapes.filter(({ tokens }) => tokens <= checkpoint.config.maxTokens);
    for (const shape of readable) found.push(await measureShape(sides, shape, checkpoint.tokenizer.pieces.length));
    const memory = await readDeviceMemory();
    return { shapes: found, ...(memory !== undefined && { memory }) };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const readouts of Object.values(sides)) await readouts.dispose();
  }
}

type Sides = Readonly<Record<"device" | "fp32" | "int8", Readouts>>;

async function measureShape(sides: Sides, shape: Shape, pieces: number): Promise<ShapeFigures> {
  const request = buildRequest(shape, pieces);
  // The first run of a shape makes what later ones find.
  const [ours, theirs] = [await sides.device.run(request), await sides.fp32.run(request)];
  await sides.int8.run(request);
  const times = await interleave(ROUNDS, ["device", "fp32", "int8"] as const, async (name) => {
    const start = performance.now();
    await sides[name].run(request);
    return (performance.now() - start) / shape.sequences;
  });
  let difference = 0;
  for (const [row, { logProbabilities }] of (ours.top ?? []).entries()) {
    for (const [i, value] of logProbabilities.entries()) {
      difference = Math.max(difference, Math.abs(value - theirs.top![row]!.logProbabilities[i]!));
    }
  }
  return { ...shape, ms: times, difference };
}

/** A fill of each sequence, of ids drawn by a fixed seed. */
function buildRequest({ sequences, tokens }: Shape, pieces: number): ModelRequest {
  const random = createRandom(5);
  const inputs = Array.from({ length: sequences }, () => ({
    ids: Array.from({ length: tokens }, () => FIRST_ID + Math.floor(random() * (pieces - FIRST_ID))),
    segments: new Array<number>(tokens).fill(0),
  }));
  return { inputs, mlm: inputs.map((_, input) => ({ input, position: 1 })), top: TOP };
}

/** Bytes that NVIDIA's driver says this process holds on its card; undefined where nobody says. */
async function readDeviceMemory(): Promise<number | undefined> {
  const query = ["--query-compute-apps=pid,used_gpu_memory", "--format=csv,noheader,nounits"];
  const { stdout } = await promisify(execFile)("nvidia-smi", query).catch(() => ({ stdout: "" }));
  const line = stdout.split("\n").find((each) => each.startsWith(`${process.pid},`));
  const mebibytes = Number(line?.split(",")[1]);
  return Number.isFinite(mebibytes) ? mebibytes * 2 ** 20 : undefined;
}

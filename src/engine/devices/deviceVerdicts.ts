import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { ModelError } from "../../tasks/model/model";
import type { Device } from "../protocol/device";
import { hashWeights } from "../weights/hashWeights";
import { writeWhole } from "../cache/writeWhole";

/** What came out of trying a model on a device. */
export type Verdict =
  /** Agrees with the CPU. Milliseconds of one short input through all heads. */
  | { readonly kind: "works"; readonly deviceMs: number; readonly cpuMs: number }
  /** So slow on one layer that the whole was not tried. */
  | { readonly kind: "hopeless"; readonly deviceMs: number; readonly cpuMs: number }
  /** Computes something else: the largest difference of any output. */
  | { readonly kind: "differs"; readonly difference: number }
  /** No session can be made. Not remembered: a driver may be installed tomorrow, and asking costs little. */
  | { readonly kind: "missing"; readonly reason: string }
  | { readonly kind: "fails"; readonly reason: string };

/** What is known before trying. */
export type Remembered =
  | Verdict
  /** The process that tried it last ended meanwhile. */
  | { readonly kind: "crashed" }
  /** Another process tries it now. */
  | { readonly kind: "busy" };

/** Verdicts on one model, kept in files for later processes; they hold figures and ONNX Runtime's words, never text. */
export class DeviceVerdicts {
  readonly #folder: string;
  readonly #identity: string;

  /** @param identity - Of all that a verdict depends on: the model, ONNX Runtime, drivers. */
  constructor(folder: string, identity: string) {
    this.#folder = folder;
    this.#identity = identity;
  }

  /** Removing this file has the device tried again. */
  path({ provider }: Device): string {
    const name = createHash("sha256").update(`${this.#identity}\n${provider}`).digest("hex").slice(0, 32);
    return join(this.#folder, `${provider}-${name}.json`);
  }

  async find(device: Device): Promise<Remembered | undefined> {
    const text = await readFile(this.path(device), "utf8").catch(() => "{}");
    const found = parse(text);
    if (found?.kind !== "trying") return found;
    return found.pid !== process.pid && isRunning(found.pid) ? { kind: "busy" } : { kind: "crashed" };
  }

  /**
   * Remembers what comes out of `work` on a device, if anything does. A driver can end the process: so that this
   * counts as a verdict, the file says "trying" while `work` runs. It must wait for nothing else.
   */
  async remember<T extends Verdict | undefined>(device: Device, work: () => Promise<T>): Promise<T> {
    await this.#write(device, { kind: "trying", pid: process.pid });
    let verdict: T | undefined;
    try {
      verdict = await work();
      return verdict;
    } finally {
      if (verdict === undefined || verdict.kind === "missing") await rm(this.path(device), { force: true });
      else await this.#write(device, verdict);
    }
  }

  async #write(device: Device, note: Note): Promise<void> {
    await writeWhole(this.path(device), (path) => writeFile(path, JSON.stringify(note)));
  }
}

/**
 * What is remembered of one model on this machine.
 *
 * @throws {ModelError} `no-device` when nothing can be kept in the folder: then a device that ends the process would be
 * tried again and again.
 */
export async function openVerdicts(subject: VerdictSubject): Promise<DeviceVerdicts> {
  const { checkpoint, runtime, cacheFolder, graphs } = subject;
  const folder = join(cacheFolder, "devices");
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const hash = createHash("sha256").update(await hashWeights(checkpoint, cacheFolder));
    for (const graph of graphs) hash.update(graph);
    return new DeviceVerdicts(folder, [hash.digest("hex"), runtime.version, findDrivers()].join("\n"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("no-device", `no device is tried where verdicts cannot be kept: ${reason}`, { cause });
  }
}

export interface VerdictSubject {
  readonly checkpoint: Checkpoint;
  readonly runtime: { readonly version: string };
  readonly cacheFolder: string;
  /** Bytes of the `.onnx` files that answer on the CPU. */
  readonly graphs: readonly Uint8Array[];
}

type Note = Verdict | { readonly kind: "trying"; readonly pid: number };

/** @returns `undefined` for what is no note: then the device is tried as if for the first time. */
function parse(text: string): Note | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const note = value as Partial<Record<string, unknown>> | null;
  const has = (type: string, ...names: readonly string[]) => names.every((name) => typeof note?.[name] === type);
  const isNote =
    (["works", "hopeless"].includes(String(note?.["kind"])) && has("number", "deviceMs", "cpuMs")) ||
    (note?.["kind"] === "differs" && has("number", "difference")) ||
    (note?.["kind"] === "fails" && has("string", "reason")) ||
    (note?.["kind"] === "trying" && has("number", "pid"));
  return isNote ? (value as Note) : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What changes when a graphics driver is installed or renewed: one line, compared and never read. */
function findDrivers(): string {
  const marks = [
    "/proc/driver/nvidia/version",
    ...["/usr/share", "/usr/local/share", "/etc"].map((folder) => `${folder}/vulkan/icd.d`),
    join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "DriverStore", "FileRepository"),
  ].map(readMark);
  const settings = ["VK_ICD_FILENAMES", "LD_LIBRARY_PATH"].map((name) => process.env[name] ?? "");
  return [process.platform, process.arch, release(), ...settings, ...marks].join(" | ");
}

/** The content of the kernel's own files, which have no time; the time of others. */
function readMark(path: string): string {
  try {
    return path.startsWith("/proc/") ? readFileSync(path, "utf8") : String(statSync(path).mtimeMs);
  } catch {
    return "none";
  }
}

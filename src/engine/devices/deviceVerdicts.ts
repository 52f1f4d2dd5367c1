import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { ModelError } from "../../tasks/model/model";
import { writeWhole } from "../cache/writeWhole";
import type { Device } from "../protocol/device";
import { hashWeights } from "../weights/hashWeights";

/** The result of trying a model on a device. */
export type Verdict =
  /** The device agrees with the CPU. The times are those of one short input through all readouts. */
  | { readonly kind: "works"; readonly deviceMs: number; readonly cpuMs: number }
  /** The device is so slow on one layer that the whole model was not tried. */
  | { readonly kind: "hopeless"; readonly deviceMs: number; readonly cpuMs: number }
  /** The device computes other values: `difference` is the largest of any output. */
  | { readonly kind: "differs"; readonly difference: number }
  /** No session can be made. Not remembered: a driver may be installed tomorrow, and trying again costs little. */
  | { readonly kind: "missing"; readonly reason: string }
  | { readonly kind: "fails"; readonly reason: string };

/** What is known before a device is tried. */
export type Remembered =
  | Verdict
  /** The last process that tried the device ended while trying. */
  | { readonly kind: "crashed" }
  /** Another process is trying the device now. */
  | { readonly kind: "busy" };

/** Verdicts on one model, kept in files for later processes. The files hold figures and ONNX Runtime's messages, never text. */
export class DeviceVerdicts {
  readonly #folder: string;
  readonly #identity: string;

  /** @param identity - Stands for everything that a verdict depends on: the model, ONNX Runtime, drivers. */
  constructor(folder: string, identity: string) {
    this.#folder = folder;
    this.#identity = identity;
  }

  /** If this file is removed, the device is tried again. */
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
   * Remembers the verdict of `work` on a device, if it gives one. A driver can end the process, and that counts as a
   * verdict too: while `work` runs, the file says "trying". So `work` must not wait for anything else.
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
 * Opens the verdicts on one model on this machine.
 *
 * @throws {ModelError} `no-device` if nothing can be written to the folder: a device that ends the process would then be
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
    return new DeviceVerdicts(folder, [hash.digest("hex"), runtime.version, describeDrivers()].join("\n"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("no-device", l10n.t("no device is tried because verdicts cannot be kept: {0}", reason), {
      cause,
    });
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

/** @returns `undefined` for an invalid note: the device is then tried as if for the first time. */
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

/** A line that changes when a graphics driver is installed or updated. It is only ever compared. */
function describeDrivers(): string {
  const marks = [
    "/proc/driver/nvidia/version",
    ...["/usr/share", "/usr/local/share", "/etc"].map((folder) => `${folder}/vulkan/icd.d`),
    join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "DriverStore", "FileRepository"),
  ].map(readMark);
  const settings = ["VK_ICD_FILENAMES", "LD_LIBRARY_PATH"].map((name) => process.env[name] ?? "");
  return [process.platform, process.arch, release(), ...settings, ...marks].join(" | ");
}

/** The content of a file of the kernel, which has no useful time; the time of any other file. */
function readMark(path: string): string {
  try {
    return path.startsWith("/proc/") ? readFileSync(path, "utf8") : String(statSync(path).mtimeMs);
  } catch {
    return "none";
  }
}

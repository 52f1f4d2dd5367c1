import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createHubAccess, type FetchOptions, type HubAccess } from "../../../src/library/download/hubAccess";
import { LibraryError, type LibraryErrorCode } from "../../../src/library/libraryError";
import { type Asked, type HubRepo, type LoopbackHub, startLoopbackHub } from "../../harness/loopbackHub";

export const PACE = { attempts: 4, firstWaitMs: 1, mostWaitMs: 2_000, silenceMs: 10_000 };
export const NAME = { repo: "acme/tiny-bert", revision: undefined };
export const WEIGHTS = randomBytes(3_000_000);
export const WEIGHTS_HASH = createHash("sha256").update(WEIGHTS).digest("hex");
export const FILES = {
  "config.json": Buffer.from('{"model_type":"bert"}'),
  "tokenizer.json": Buffer.from("{}"),
  "tokenizer_config.json": Buffer.from('{"do_lower_case":true}'),
  "vocab.txt": Buffer.from("[PAD]\n"),
  "README.md": Buffer.from("A model"),
  "pytorch_model.bin": randomBytes(2_000),
  "model.safetensors": WEIGHTS,
};

/** A hub with one model, and an empty cache. */
export class HubBench {
  readonly hub: LoopbackHub;
  readonly cache: string;

  readonly #token: string | undefined;

  static async open(files: HubRepo["files"] = FILES, repo: Partial<HubRepo> = {}): Promise<HubBench> {
    const hub = await startLoopbackHub([{ repo: NAME.repo, files, ...repo }]);
    return new HubBench(hub, repo.token);
  }

  constructor(hub: LoopbackHub, token: string | undefined) {
    this.hub = hub;
    this.cache = mkdtempSync(path.join(tmpdir(), "cloze-hub-"));
    this.#token = token;
  }

  async close(): Promise<void> {
    await this.hub.close();
    rmSync(this.cache, { recursive: true, force: true });
  }

  get repoFolder(): string {
    return path.join(this.cache, "models--acme--tiny-bert");
  }

  /** Where the weights come to lie. */
  get blob(): string {
    return path.join(this.repoFolder, "blobs", WEIGHTS_HASH);
  }

  /** Where they are until they are checked. */
  get part(): string {
    return `${this.blob}.cloze.incomplete`;
  }

  access(pace = PACE, isOffline = false): Promise<HubAccess> {
    const settings = { endpoint: this.hub.endpoint, token: this.#token, isOffline };
    return createHubAccess({ hubCache: this.cache, hashPath: path.resolve("dist/hash.cjs"), settings, pace });
  }

  async pull(options: FetchOptions = {}, pace = PACE): Promise<string> {
    const access = await this.access(pace);
    return access.fetch(await access.plan(NAME), options);
  }

  /** The first byte of each request for the weights since request number `since`. */
  listStarts(since = 0): readonly number[] {
    const asked = this.hub.asked.slice(since).filter(isWeights);
    return asked.map(({ range }) => Number(/^bytes=(\d+)-2999999$/.exec(range ?? "bytes=0-2999999")?.[1]));
  }

  assertWhole(folder: string): void {
    assert.deepEqual(readFileSync(path.join(folder, "model.safetensors")), WEIGHTS);
    assert.deepEqual(
      readdirSync(path.join(this.repoFolder, "blobs")).filter((name) => name.includes(".")),
      [],
    );
  }
}

export function isWeights({ host, path: at }: Asked): boolean {
  return host === "store" && at.endsWith("/model.safetensors");
}

export function rejects(work: Promise<unknown>, code: LibraryErrorCode, says: RegExp): Promise<void> {
  return assert.rejects(work, (error: unknown) => {
    assert(error instanceof LibraryError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    return true;
  });
}

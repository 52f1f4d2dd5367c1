import assert from "node:assert/strict";
import { mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { linkCuda } from "../../../src/engine/channels/linkCuda";
import { skipBecause } from "../../harness/skipBecause";

describe("linkCuda", () => {
  const enginePath = path.join(import.meta.dirname, "../../../dist/engine.cjs");
  let folder: string;
  let cacheFolder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-cuda-"));
    cacheFolder = mkdtempSync(path.join(os.tmpdir(), "cloze-cache-"));
  });
  afterEach(() => {
    for (const each of [folder, cacheFolder]) rmSync(each, { recursive: true });
  });

  it("lets the loader find ONNX Runtime beside its CUDA part, then the folder's own libraries", function () {
    if (process.platform !== "linux") skipBecause(this, "links are for Linux");
    for (const name of ["libonnxruntime_providers_cuda.so", "libonnxruntime.so.1", "libcudnn.so.9", "notes.txt"]) {
      writeFileSync(path.join(folder, name), "");
    }
    const before_ = process.env["LD_LIBRARY_PATH"];
    for (const start of ["first", "second"]) {
      const folders = linkCuda(enginePath, folder, { cacheFolder }).split(":");
      const [links = "", second, ...others] = folders;
      assert.equal(second, folder, start);
      assert.deepEqual(others.join(":"), before_ ?? "");
      const provider = path.join(links, "libonnxruntime_providers_cuda.so");
      assert.equal(readlinkSync(provider), path.join(folder, "libonnxruntime_providers_cuda.so"));
      // The runtime is always the package's own, whatever the folder holds.
      assert.match(
        readlinkSync(path.join(links, "libonnxruntime.so.1")),
        /onnxruntime-node.libonnxruntime|onnxruntime-node/,
      );
    }
  });

  it("refuses where ONNX Runtime's library is not in the package", () => {
    const elsewhere = path.join(folder, "engine.cjs");
    assert.throws(() => linkCuda(elsewhere, folder, { cacheFolder, platform: "linux" }), {
      code: "unavailable",
      message: /is for ONNX Runtime's library, which this package has not$/,
    });
  });

  for (const { name, cudaFolder, platform, says } of [
    {
      name: "a folder that does not exist",
      cudaFolder: "/no such folder",
      platform: "linux",
      says: /"\/no such folder", is not there/,
    },
    {
      name: "a relative path",
      cudaFolder: "lib",
      platform: "linux",
      says: /"lib", is not there, expected the absolute path/,
    },
    {
      name: "a system other than Linux",
      cudaFolder: "/",
      platform: "win32",
      says: /is for Linux; on win32 it must be empty/,
    },
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(() => linkCuda(enginePath, cudaFolder, { platform, cacheFolder }), {
        name: "EngineError",
        code: "unavailable",
        message: says,
      });
    });
  }
});

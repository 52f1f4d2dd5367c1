import assert from "node:assert/strict";
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findSnapshot, listCachedModels } from "../../../src/library/cache/cachedModels";
import { selectHubCache } from "../../../src/library/cache/hubCacheFolder";
import { findModelName, writeModelName } from "../../../src/library/cache/modelName";
import { removeModel } from "../../../src/library/cache/removeModel";
import { listSnapshot } from "../../../src/library/cache/snapshotBlobs";
import { createLibrary } from "../../../src/library/createLibrary";
import { nameModel } from "../../../src/wording/names/nameModel";

const A = "a".repeat(40);
const B = "b".repeat(40);

describe("the cache that Hugging Face's tools share", () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(path.join(tmpdir(), "cloze-cache-"));
    mkdirSync(path.join(cache, ".locks"));
    writeFileSync(path.join(cache, "version.txt"), "1");
    mkdirSync(path.join(cache, "datasets--acme--data/snapshots"), { recursive: true });
    add("acme/bert", A, { "config.json": '{"model_type":"bert"}', "model.safetensors": "weights" }, [
      "main",
      "refs/pr/3",
    ]);
    add("acme/bert", B, { "config.json": '{"model_type":"bert"}', "model.safetensors": "newer" }, ["v2"]);
    add("acme/gpt", A, { "config.json": '{"model_type":"gpt2"}' }, ["main"]);
    add("acme/half", A, { "config.json": "{}" }, ["main"]);
    add("acme/keras", A, { "config.json": "{}", "tf_model.h5": "x" }, ["main"]);
    add("acme/pickle", A, { "config.json": "{}", "pytorch_model.bin": "x" }, ["main"]);
    add("old-bert", A, { "config.json": "{}", "model.safetensors": "x" }, ["main"]);
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  /** As huggingface_hub lays it out. */
  function add(repo: string, commit: string, files: Record<string, string>, refs: readonly string[]): void {
    const folder = path.join(cache, `models--${repo.replace("/", "--")}`);
    mkdirSync(path.join(folder, "blobs"), { recursive: true });
    mkdirSync(path.join(folder, "snapshots", commit), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const blob = Buffer.from(text).toString("hex").slice(0, 40);
      writeFileSync(path.join(folder, "blobs", blob), text);
      symlinkSync(`../../blobs/${blob}`, path.join(folder, "snapshots", commit, name));
    }
    for (const ref of refs) {
      mkdirSync(path.dirname(path.join(folder, "refs", ref)), { recursive: true });
      writeFileSync(path.join(folder, "refs", ref), commit);
    }
  }

  it("lists every model, with what it lacks", async () => {
    assert.deepEqual(
      (await listCachedModels(cache)).map(({ repo, commit, revisions, bytes, lack }) => [
        repo,
        commit[0],
        revisions,
        bytes,
        lack,
      ]),
      [
        ["acme/bert", "a", ["main", "refs/pr/3"], 28, undefined],
        ["acme/bert", "b", ["v2"], 26, undefined],
        ["acme/gpt", "a", ["main"], 21, 'it is no BERT: its model_type is "gpt2"'],
        ["acme/half", "a", ["main"], 2, "it is half fetched: its weights are missing"],
        [
          "acme/keras",
          "a",
          ["main"],
          3,
          "its weights are in tf_model.h5, and Cloze reads model.safetensors and pytorch_model.bin",
        ],
        ["acme/pickle", "a", ["main"], 3, undefined],
        ["old-bert", "a", ["main"], 3, undefined],
      ],
    );
    assert.deepEqual(await listCachedModels(path.join(cache, "none")), []);
  });

  for (const { name, commit } of [
    { name: "acme/bert", commit: A },
    { name: "acme/bert@main", commit: A },
    { name: "acme/bert@refs/pr/3", commit: A },
    { name: "acme/bert@v2", commit: B },
    { name: `acme/bert@${B}`, commit: B },
    { name: "old-bert", commit: A },
    { name: "acme/bert@v3", commit: undefined },
    { name: "acme/none", commit: undefined },
  ]) {
    it(`finds ${name}`, async () => {
      const found = await findSnapshot(cache, findModelName(name)!);
      assert.equal(found && path.basename(found), commit);
      if (found !== undefined) assert.equal(nameModel(found), name.split("@")[0]);
    });
  }

  it("tells a config.json that is not JSON from one of another kind", async () => {
    add("acme/torn", A, { "config.json": "{torn" }, ["main"]);
    const torn = (await listCachedModels(cache)).find(({ repo }) => repo === "acme/torn");
    assert.equal(torn?.lack, "its config.json cannot be read");
  });

  it("is where a name of the hub is looked for, and a name that is not there says how to fetch it", async () => {
    const library = createLibrary({ bundledFolder: path.resolve("models"), hubCache: cache });
    const snapshot = path.join(cache, "models--acme--bert/snapshots", A);
    assert.equal(await library.resolve("acme/bert"), snapshot);
    assert.equal(await library.resolveName("acme/bert"), snapshot);
    assert.equal(await library.resolveName("cloze-small"), path.resolve("models/cloze-small"));
    for (const way of ["resolve", "resolveName"] as const) {
      const resolve = (name: string) => library[way](name);
      await assert.rejects(resolve("acme/none"), {
        code: "not-here",
        message: /"cloze model pull acme\/none" fetches it/,
      });
      await assert.rejects(resolve("acme/bert@v3"), {
        code: "not-here",
        message: /acme\/bert@main, .*acme\/bert@v2 is/,
      });
    }
    await assert.rejects(library.resolveName("./acme"), { code: "unknown-model" });
    rmSync(path.join(snapshot, "config.json"));
    await assert.rejects(library.resolve("acme/bert"), {
      code: "not-here",
      message:
        /"acme\/bert" cannot be used: it is half fetched: config\.json is missing\. "cloze model pull acme\/bert"/,
    });
  });

  it("knows the bytes of a file where there are hard links instead", async () => {
    const folder = path.join(cache, "models--acme--bert");
    const before = await listSnapshot(folder, A);
    for (const { name, blob } of before) {
      rmSync(path.join(folder, "snapshots", A, name));
      linkSync(path.join(folder, "blobs", blob!), path.join(folder, "snapshots", A, name));
    }
    assert.deepEqual(await listSnapshot(folder, A), before);
  });

  it("loses a revision with the bytes that are its own, and keeps the others whole", async () => {
    const removed = await removeModel(cache, findModelName("acme/bert@v2")!);
    assert.equal(removed.commit, B);
    const folder = path.join(cache, "models--acme--bert");
    assert.deepEqual(readdirSync(path.join(folder, "snapshots")), [A]);
    assert.equal(readdirSync(path.join(folder, "blobs")).length, 2);
    assert.deepEqual(readdirSync(path.join(folder, "refs")).sort(), ["main", "refs"]);
    await removeModel(cache, findModelName("acme/bert")!);
    assert(!existsSync(folder));
    await assert.rejects(removeModel(cache, findModelName("acme/bert")!), { code: "not-here" });
  });
});

describe("findModelName", () => {
  for (const name of ["google-bert/bert-base-uncased", "a/b@refs/pr/1", "bert-base-cased", "a.b/c_d-e.f@v1.0"]) {
    it(`reads ${name}`, () => assert.equal(writeModelName(findModelName(name)!), name));
  }
  for (const name of [
    "",
    "/a",
    "a/",
    "a/b/c",
    "../b",
    "a/..",
    "a/b@",
    "a/b@../x",
    "a/b@/x",
    "a/b@x/",
    "a--b/c",
    "a/b.git",
    "a b/c",
    "-a/b",
    "C:\\x",
    `a/${"b".repeat(96)}`,
    "a/b@x@y",
    "a/b@x\ny",
  ]) {
    it(`takes ${JSON.stringify(name)} for none`, () => assert.equal(findModelName(name), undefined));
  }
});

describe("selectHubCache", () => {
  for (const { environment, folder } of [
    { environment: {}, folder: "/home/me/.cache/huggingface/hub" },
    { environment: { XDG_CACHE_HOME: "/xdg" }, folder: "/xdg/huggingface/hub" },
    { environment: { HF_HOME: "~/hf", XDG_CACHE_HOME: "/xdg" }, folder: "/home/me/hf/hub" },
    { environment: { HF_HUB_CACHE: "/cache", HF_HOME: "/hf" }, folder: "/cache" },
    { environment: { HUGGINGFACE_HUB_CACHE: "/old", HF_HOME: "/hf" }, folder: "/old" },
    { environment: { HF_HUB_CACHE: "", HF_HOME: "" }, folder: "/home/me/.cache/huggingface/hub" },
  ]) {
    it(`is ${folder} for ${JSON.stringify(environment)}`, () =>
      assert.equal(selectHubCache(environment, "/home/me"), path.resolve(folder)));
  }
});

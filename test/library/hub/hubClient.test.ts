import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findModelName } from "../../../src/library/cache/modelName";
import { askModel, searchModels } from "../../../src/library/hub/hubClient";
import { readHubSettings } from "../../../src/library/hub/hubSettings";
import { LibraryError, type LibraryErrorCode } from "../../../src/library/libraryError";
import { MODEL_KINDS } from "../../../src/library/modelKinds";
import { type HubRepo, type LoopbackHub, startLoopbackHub } from "../../harness/loopbackHub";

const files = {
  "config.json": Buffer.from("{}"),
  "vocab.txt": Buffer.from("a"),
  "model.safetensors": Buffer.alloc(2000),
};
const REPOS: readonly HubRepo[] = [
  { repo: "acme/bert", files, revisions: ["refs/pr/3", "v1.0"] },
  { repo: "acme/secret", files, token: "hf_right" },
  { repo: "acme/gpt", files, facts: { config: { model_type: "gpt2" } } },
  { repo: "acme/small-distil", files, facts: { config: { model_type: "distilbert" }, downloads: 99 } },
  { repo: "acme/odd", files, facts: { config: null, cardData: 3, tags: "x", pipeline_tag: {} } },
  {
    repo: "acme/sentences",
    files: {
      ...files,
      "modules.json": Buffer.from("[]"),
      "1_Pooling/config.json": Buffer.from("{}"),
      "2_Dense/config.json": Buffer.from("{}"),
      "onnx/model.onnx": Buffer.alloc(2000),
    },
  },
  {
    repo: "acme/old",
    files: {
      "config.json": Buffer.from("{}"),
      "vocab.txt": Buffer.from("a"),
      "pytorch_model.bin.index.json": Buffer.from("{}"),
      "pytorch_model-00001-of-00002.bin": Buffer.alloc(2000),
      "pytorch_model-00002-of-00002.bin": Buffer.alloc(2001),
      "training_args.bin": Buffer.alloc(100),
      "tf_model.h5": Buffer.alloc(2000),
    },
  },
  { repo: "acme/moved", files, facts: { id: "acme/bert" } },
  { repo: "acme/elsewhere", files, facts: { id: "../../etc" } },
  { repo: "acme/no-commit", files, facts: { sha: "../../../etc" } },
];
const PACE = { attempts: 2, firstWaitMs: 1, mostWaitMs: 10, silenceMs: 10_000 };

describe("what the hub is asked, on loopback", () => {
  let hub: LoopbackHub;
  before(async () => (hub = await startLoopbackHub(REPOS)));
  after(() => hub.close());
  beforeEach(() => (hub.fault = () => undefined));

  const ask = (name: string, token?: string) => {
    const settings = { endpoint: hub.endpoint, token, isOffline: false };
    return askModel(findModelName(name)!, { settings, pace: PACE });
  };
  const rejects = (work: Promise<unknown>, code: LibraryErrorCode, says: RegExp) =>
    assert.rejects(work, (error: unknown) => {
      assert(error instanceof LibraryError, String(error));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, says);
      return true;
    });

  for (const name of [
    "acme/bert",
    "acme/bert@v1.0",
    "acme/bert@refs/pr/3",
    "acme/bert@0123456789abcdef0123456789abcdef01234567",
  ]) {
    it(`gives the commit, the licence and the files of ${name}`, async () => {
      const model = await ask(name);
      assert.equal(model.commit, hub.commit);
      assert.equal(model.revision, name.split("@")[1] ?? "main");
      assert.equal(model.license, "apache-2.0");
      assert.deepEqual(model.languages, ["en"]);
      assert.deepEqual(model.architectures, ["BertForPreTraining"]);
      assert.equal(model.lack, undefined);
      assert.deepEqual(
        model.files.map(({ name, bytes, algorithm }) => [name, bytes, algorithm]),
        [
          ["config.json", 2, "git"],
          ["vocab.txt", 1, "git"],
          ["model.safetensors", 2000, "sha256"],
        ],
      );
    });
  }

  it("gives the files that say how sentence vectors are made, in their folder too", async () => {
    const { files } = await ask("acme/sentences");
    const names = ["config.json", "modules.json", "1_Pooling/config.json", "vocab.txt", "model.safetensors"];
    assert.deepEqual(
      files.map(({ name }) => name),
      names,
    );
    assert.match(hub.asked.find(({ path: at }) => at.includes("/tree/"))!.path, /recursive=true/);
  });

  it("gives the files that PyTorch saved where there is no other form, and none of training", async () => {
    const { files, lack } = await ask("acme/old");
    assert.equal(lack, undefined);
    assert.deepEqual(
      files.map(({ name }) => name),
      [
        "config.json",
        "vocab.txt",
        "pytorch_model.bin.index.json",
        "pytorch_model-00001-of-00002.bin",
        "pytorch_model-00002-of-00002.bin",
      ],
    );
  });

  it("follows a model that was given another name", async () => {
    assert.equal((await ask("acme/moved")).repo, "acme/bert");
  });

  it("takes what the hub says of a model only where it makes sense", async () => {
    const odd = await ask("acme/odd");
    assert.deepEqual([odd.license, odd.languages, odd.kind, odd.task], [undefined, [], undefined, undefined]);
    assert.equal((await ask("acme/gpt")).lack, 'it is no BERT: its model_type is "gpt2"');
  });

  for (const { name, code, says } of [
    { name: "acme/none", code: "not-found", says: /^model acme\/none: .* no such model, or shows it only to some/ },
    { name: "acme/bert@v9", code: "not-found", says: /^model acme\/bert@v9: .* no such revision/ },
    { name: "acme/secret", code: "not-allowed", says: /HF_TOKEN/ },
    { name: "acme/elsewhere", code: "bad-hub", says: /the hub calls it "\.\.\/\.\.\/etc"/ },
    { name: "acme/no-commit", code: "bad-hub", says: /commit "\.\.\/\.\.\/\.\.\/etc", expected 40 digits/ },
  ] as const) {
    it(`says what is the matter with ${name}`, () => rejects(ask(name), code, says));
  }

  it("sends the token to the hub, in private, and says that another one is not taken", async () => {
    assert.equal((await ask("acme/secret", "hf_right")).commit, hub.commit);
    await rejects(ask("acme/secret", "hf_wrong"), "not-allowed", /only to accounts that were let in/);
  });

  it("says which answer makes no sense", async () => {
    hub.fault = () => ({ status: 418 });
    await rejects(ask("acme/bert"), "bad-hub", /answers 418/);
  });

  it("gives up a hub that does not answer", async () => {
    hub.fault = ({ path: at }) => (at.includes("/tree/") ? { drop: true } : undefined);
    await rejects(ask("acme/bert"), "offline", /cannot be reached/);
  });

  it("finds models that Cloze runs, those first that are fetched most", async () => {
    const settings = { endpoint: hub.endpoint, token: undefined, isOffline: false };
    const found = await searchModels("acme", 3, { settings, pace: PACE });
    assert.deepEqual(found.map(({ repo, kind }) => [repo, kind]).slice(0, 2), [
      ["acme/small-distil", "distilbert"],
      ["acme/bert", "bert"],
    ]);
    assert.equal(found.length, 3);
    const asked = hub.asked.filter(({ path: at }) => at.startsWith("/api/models?")).slice(-2 * MODEL_KINDS.length);
    assert.deepEqual(
      asked.map(({ path: at }) => /search=acme.*sort=downloads.*filter=(.*)&filter=(\w+)/.exec(at)?.slice(1)),
      MODEL_KINDS.flatMap((kind) => [
        [kind, "safetensors"],
        [kind, "pytorch"],
      ]),
    );
  });
});

describe("readHubSettings", () => {
  let home: string;
  before(() => {
    home = mkdtempSync(path.join(tmpdir(), "cloze-home-"));
    writeFileSync(path.join(home, "token"), "hf_file\n");
  });
  after(() => rmSync(home, { recursive: true }));

  for (const { name, environment, token, endpoint = "https://huggingface.co", isOffline = false, own } of [
    { name: "nothing", environment: {} },
    {
      name: "another hub",
      environment: { HF_ENDPOINT: "https://hub.example/mirror/" },
      endpoint: "https://hub.example/mirror",
    },
    { name: "a token", environment: { HF_TOKEN: " hf_one\n" }, token: "hf_one" },
    { name: "a token of the editor before that", environment: { HF_TOKEN: "hf_one" }, own: "hf_two", token: "hf_two" },
    { name: "the token that `hf auth login` wrote", environment: { HF_HOME: "HOME" }, token: "hf_file" },
    { name: "no token where none is to be sent", environment: { HF_TOKEN: "x", HF_HUB_DISABLE_IMPLICIT_TOKEN: "1" } },
    { name: "no token that would break a header", environment: { HF_TOKEN: "a\nb" } },
    { name: "offline", environment: { HF_HUB_OFFLINE: "1" }, isOffline: true },
  ] as readonly {
    name: string;
    environment: Record<string, string>;
    token?: string;
    endpoint?: string;
    isOffline?: boolean;
    own?: string;
  }[]) {
    it(`reads ${name}`, async () => {
      const filled = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, value.replace("HOME", home)]),
      );
      assert.deepEqual(await readHubSettings(own, filled, "/nowhere"), { endpoint, token, isOffline });
    });
  }

  for (const HF_ENDPOINT of ["huggingface.co", "file:///etc", "https://me:secret@hub.example"]) {
    it(`refuses HF_ENDPOINT ${HF_ENDPOINT}`, () =>
      assert.rejects(readHubSettings(undefined, { HF_ENDPOINT }, "/nowhere"), {
        name: "LibraryError",
        code: "bad-endpoint",
      }));
  }
});

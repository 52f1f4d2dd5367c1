import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FILES, HubBench, isWeights, NAME, WEIGHTS, WEIGHTS_HASH } from "./hubBench";

/** Bytes that were on their way when a connection was cut may be lost with it. */
const LOST = 300_000;

describe("downloadModel, from a hub on loopback", () => {
  let bench: HubBench;
  beforeEach(async () => (bench = await HubBench.open()));
  afterEach(() => bench.close());

  it("says before it fetches what, from where, how large and where it goes, and asks for no file", async () => {
    const plan = await (await bench.access()).plan(NAME);
    assert.equal(plan.model.commit, bench.hub.commit);
    assert.equal(plan.model.license, "apache-2.0");
    assert.equal(plan.endpoint, bench.hub.endpoint);
    assert.equal(plan.repoFolder, bench.repoFolder);
    assert.deepEqual(
      plan.model.files.map(({ name }) => name),
      ["config.json", "tokenizer_config.json", "tokenizer.json", "model.safetensors"],
    );
    assert.equal(plan.bytesToFetch, WEIGHTS.length + 21 + 2 + 22);
    assert.deepEqual(readdirSync(bench.cache), []);
    assert.deepEqual(
      bench.hub.asked.map(({ path: at }) => at.split("?")[0]),
      [`/api/models/${NAME.repo}/revision/main`, `/api/models/${NAME.repo}/tree/${bench.hub.commit}`],
    );
  });

  it("lays the files out as Hugging Face's own tools do: blobs under their hashes, links, and a ref", async () => {
    const folder = await bench.pull();
    assert.equal(folder, path.join(bench.repoFolder, "snapshots", bench.hub.commit));
    assert.equal(readFileSync(path.join(bench.repoFolder, "refs/main"), "utf8"), bench.hub.commit);
    assert.equal(readlinkSync(path.join(folder, "model.safetensors")), `../../blobs/${WEIGHTS_HASH}`);
    bench.assertWhole(folder);
    // Git itself names what is small.
    const config = path.join(folder, "config.json");
    const named = execFileSync("git", ["hash-object", config], { encoding: "utf8" }).trim();
    assert.equal(path.basename(readlinkSync(config)), named);
  });

  it("fetches what PyTorch saved where there is nothing else, and checks every byte of it", async () => {
    const { "config.json": config, "tokenizer.json": tokenizer } = FILES;
    const files = { "config.json": config, "tokenizer.json": tokenizer, "pytorch_model.bin": WEIGHTS };
    const other = await HubBench.open({ ...files, "tf_model.h5": WEIGHTS });
    try {
      const folder = await other.pull();
      assert.deepEqual(readdirSync(folder).sort(), ["config.json", "pytorch_model.bin", "tokenizer.json"]);
      assert.equal(readlinkSync(path.join(folder, "pytorch_model.bin")), `../../blobs/${WEIGHTS_HASH}`);
      assert.deepEqual(readFileSync(path.join(folder, "pytorch_model.bin")), WEIGHTS);
    } finally {
      await other.close();
    }
    const wrong = await HubBench.open(files);
    try {
      const body = WEIGHTS.map((byte) => byte ^ 1);
      wrong.hub.fault = ({ host, path: at }) =>
        host === "store" && at.endsWith("/pytorch_model.bin") ? { body: Buffer.from(body) } : undefined;
      await assert.rejects(wrong.pull(), { code: "wrong-bytes" });
    } finally {
      await wrong.close();
    }
  });

  it("lays a file of a folder into that folder", async () => {
    const pooling = Buffer.from('{"pooling_mode_mean_tokens":true}');
    const files = { ...FILES, "modules.json": Buffer.from("[]"), "1_Pooling/config.json": pooling };
    const other = await HubBench.open(files);
    try {
      const file = path.join(await other.pull(), "1_Pooling", "config.json");
      assert.deepEqual(readFileSync(file), pooling);
      assert.match(readlinkSync(file), /^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    } finally {
      await other.close();
    }
  });

  it("fetches nothing twice", async () => {
    await bench.pull();
    const before = bench.hub.asked.length;
    await bench.pull();
    assert.deepEqual(
      bench.hub.asked.slice(before).filter(({ path: at }) => at.includes("/resolve/")),
      [],
    );
  });

  it("mends a file that was damaged after it was fetched", async () => {
    const folder = await bench.pull();
    writeFileSync(bench.blob, randomBytes(WEIGHTS.length));
    await bench.pull();
    bench.assertWhole(folder);
  });

  for (let tenth = 0; tenth < 10; tenth++) {
    it(`goes on where the connection broke, at ${tenth} tenths of the file`, async () => {
      const cutAfter = (WEIGHTS.length / 10) * tenth;
      let cuts = 0;
      bench.hub.fault = (asked) => (isWeights(asked) && cuts++ === 0 ? { cutAfter } : undefined);
      bench.assertWhole(await bench.pull());
      const [first, second, ...more] = bench.listStarts();
      assert.deepEqual([first, more], [0, []]);
      assert(second! <= cutAfter && second! >= cutAfter - LOST, `goes on at ${second}, was cut at ${cutAfter}`);
    });
  }

  it("comes through a line that breaks after each tenth", async () => {
    bench.hub.fault = (asked) => (isWeights(asked) ? { cutAfter: WEIGHTS.length / 10 } : undefined);
    bench.assertWhole(await bench.pull());
    const starts = bench.listStarts();
    assert(starts.length >= 10, `${starts.length} requests`);
    for (const [i, start] of starts.entries()) assert(start > (starts[i - 1] ?? -1), starts.join(", "));
  });

  it("goes on with what a killed process has left", async () => {
    await bench.pull();
    rmSync(path.join(bench.repoFolder, "snapshots"), { recursive: true });
    rmSync(path.join(bench.repoFolder, "refs"), { recursive: true });
    renameSync(bench.blob, bench.part);
    truncateSync(bench.part, 1_234_567);
    const before = bench.hub.asked.length;
    bench.assertWhole(await bench.pull());
    assert.deepEqual(bench.listStarts(before), [1_234_567]);
  });

  it("fetches anew what a killed process has left wrong", async () => {
    await bench.pull();
    rmSync(bench.blob);
    writeFileSync(bench.part, randomBytes(1_000_000));
    const before = bench.hub.asked.length;
    bench.assertWhole(await bench.pull());
    assert.deepEqual(bench.listStarts(before), [1_000_000, 0]);
  });

  it("starts anew where a server ignores what it was asked to go on with", async () => {
    let cuts = 0;
    bench.hub.fault = (asked) => {
      if (!isWeights(asked)) return undefined;
      return cuts++ === 0 ? { cutAfter: 500_000 } : { ignoresRange: true };
    };
    bench.assertWhole(await bench.pull());
  });
});

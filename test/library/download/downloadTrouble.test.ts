import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import type { Fault } from "../../harness/loopbackHub";
import { FILES, HubBench, isWeights, NAME, PACE, rejects, WEIGHTS } from "./hubBench";

describe("downloadModel, where something goes wrong", () => {
  let bench: HubBench;
  beforeEach(async () => (bench = await HubBench.open()));
  afterEach(() => bench.close());

  for (const { name, fault } of [
    { name: "other bytes", fault: { body: randomBytes(WEIGHTS.length) } },
    { name: "bytes of which one bit is another", fault: { body: flipBit(WEIGHTS) } },
    { name: "more bytes than were announced", fault: { body: Buffer.concat([WEIGHTS, Buffer.from("x")]) } },
  ] satisfies { name: string; fault: Fault }[]) {
    it(`keeps nothing of ${name}, and makes no model of the rest`, async () => {
      bench.hub.fault = (asked) => (isWeights(asked) ? fault : undefined);
      await rejects(bench.pull(), "wrong-bytes", /model acme\/tiny-bert: model\.safetensors/);
      assert(!existsSync(path.join(bench.repoFolder, "snapshots")));
      assert(!existsSync(path.join(bench.repoFolder, "refs")));
      assert(!existsSync(bench.blob));
    });
  }

  it("gives a line up on which nothing comes, and goes on with another", async () => {
    let hangs = 0;
    bench.hub.fault = (asked) => (isWeights(asked) && hangs++ === 0 ? { hangAfter: 1_000_000 } : undefined);
    const access = await bench.access({ ...PACE, silenceMs: 500 });
    bench.assertWhole(await access.fetch(await access.plan(NAME)));
    assert.equal(bench.hub.asked.filter(isWeights).length, 2);
  });

  it("says how far it is, in bytes that only grow to the whole", async () => {
    const seen: number[] = [];
    let total = 0;
    await bench.pull({
      onProgress: (progress) => {
        seen.push(progress.done);
        total = progress.total;
      },
    });
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    assert.equal(seen.at(-1), total);
    assert(seen.length > 10, `${seen.length} reports`);
  });

  it("can be cancelled while bytes come, and keeps what came", async () => {
    const cancel = new AbortController();
    bench.hub.fault = (asked) => (isWeights(asked) ? { partBytes: 10_000 } : undefined);
    const work = bench.pull({
      signal: cancel.signal,
      onProgress: ({ done }) => {
        if (done > 500_000) cancel.abort();
      },
    });
    await rejects(work, "cancelled", /cancelled/);
    const kept = statSync(bench.part).size;
    assert(kept >= 499_000 && kept < WEIGHTS.length, `${kept} bytes`);
    bench.hub.fault = () => undefined;
    bench.assertWhole(await bench.pull());
    assert.match(bench.hub.asked.filter(isWeights).at(-1)?.range ?? "", new RegExp(`^bytes=${kept}-`));
  });

  for (const status of [429, 500, 503]) {
    it(`waits and asks again after ${status}`, async () => {
      const seen = new Map<string, number>();
      bench.hub.fault = ({ host, path: at }) => {
        const count = seen.get(at) ?? 0;
        seen.set(at, count + 1);
        return host === "hub" && count < 2 ? { status } : undefined;
      };
      bench.assertWhole(await bench.pull());
    });
  }

  it("waits for as long as the hub asks for", async () => {
    let count = 0;
    bench.hub.fault = () => (count++ === 0 ? { status: 429, headers: { "retry-after": "1" } } : undefined);
    const started = performance.now();
    await (await bench.access()).plan(NAME);
    assert(performance.now() - started >= 950);
  });

  it("does not wait for longer than anybody would, and says what the hub wants", async () => {
    bench.hub.fault = () => ({ status: 429, headers: { "retry-after": "3600" } });
    await rejects(bench.pull(), "busy", /answers 429.*after 3600 s/);
    assert.equal(bench.hub.asked.length, 1);
  });

  it("says that a hub stays in trouble", async () => {
    bench.hub.fault = () => ({ status: 500 });
    await rejects(bench.pull(), "busy", /127\.0\.0\.1:\d+ answers 500; try again later/);
    assert.equal(bench.hub.asked.length, PACE.attempts);
  });

  it("keeps what came when the hub is gone mid-way, and says at which byte", async () => {
    let isGone = false;
    bench.hub.fault = (asked) => {
      if (isGone) return { drop: true };
      if (!isWeights(asked)) return undefined;
      isGone = true;
      return { cutAfter: 1_000_000 };
    };
    await rejects(bench.pull(), "offline", /broke at byte \d+ of 3000000 of model\.safetensors .*what came is kept/);
    const kept = statSync(bench.part).size;
    assert(kept > 600_000 && kept <= 1_000_000, `${kept} bytes`);
  });

  it("says at once that there is no hub", async () => {
    const access = await bench.access();
    await bench.hub.close();
    const started = performance.now();
    await rejects(
      access.plan(NAME),
      "offline",
      /model acme\/tiny-bert: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/,
    );
    assert(performance.now() - started < 1000);
  });

  it("asks nobody where the person wants to be offline", async () => {
    await rejects((await bench.access(PACE, true)).plan(NAME), "offline", /HF_HUB_OFFLINE/);
    assert.deepEqual(bench.hub.asked, []);
  });

  it("is refused while another process fetches the model, and says which", async () => {
    let first: Promise<string> | undefined;
    await new Promise<void>((resolve) => {
      first = bench.pull({ onProgress: () => resolve() });
    });
    await rejects(
      bench.pull(),
      "locked",
      new RegExp(`another process fetches or removes it, number ${process.pid} on `),
    );
    bench.assertWhole((await first)!);
    await bench.pull();
  });

  it("is not held up by the lock of a process that was killed", async () => {
    await bench.pull();
    const lock = path.join(bench.cache, ".locks/models--acme--tiny-bert/cloze.lock");
    const dead = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    writeFileSync(lock, JSON.stringify({ pid: Number(dead), host: hostname(), id: "x" }));
    await bench.pull();
    assert(!existsSync(lock));
  });

  it("asks for room on the disk before it fetches", async () => {
    await bench.close();
    bench = await HubBench.open(FILES, { announced: { "model.safetensors": 4e15 } });
    await rejects(bench.pull(), "no-room", /4000 TB are to be fetched, and the disk of ".*" has .+ left/);
    assert.deepEqual(bench.listStarts(), []);
  });

  it("says that the cache cannot be written", async () => {
    writeFileSync(path.join(bench.cache, "models--acme--tiny-bert"), "a file");
    await rejects(bench.pull(), "no-access", /models--acme--tiny-bert.* cannot be written \(E.+\): expected a folder/);
    assert.deepEqual(bench.listStarts(), []);
  });

  it("sends the token to the hub, and not to where it redirects", async () => {
    await bench.close();
    bench = await HubBench.open(FILES, { token: "a-token" });
    bench.assertWhole(await bench.pull());
    const sent = (host: string) =>
      bench.hub.asked.filter((asked) => asked.host === host).map((asked) => asked.authorization);
    assert.deepEqual([...new Set(sent("hub"))], ["Bearer a-token"]);
    assert.deepEqual([...new Set(sent("store"))], [undefined]);
  });

  it("takes no model that it cannot run", async () => {
    await bench.close();
    const { "config.json": config, "tokenizer.json": tokenizer, "pytorch_model.bin": weights } = FILES;
    bench = await HubBench.open({ "config.json": config, "tokenizer.json": tokenizer, "tf_model.h5": weights });
    await rejects(
      bench.pull(),
      "no-weights",
      /its weights are in tf_model\.h5, and Cloze reads model\.safetensors and pytorch_model\.bin/,
    );
    assert.deepEqual(readdirSync(bench.cache), []);
  });
});

function flipBit(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[2_000_000] = copy[2_000_000]! ^ 1;
  return copy;
}

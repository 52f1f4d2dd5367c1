import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { openProcessSession } from "../../../src/engine/sessions/processSession";
import { buildGraph } from "../../../src/graph/buildGraph";
import { checkpointWeights } from "../../../src/graph/graphWeights";
import { ModelError, type ModelInput, type ModelOutput } from "../../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { createRandom } from "../../graph/createRandom";
import { skipBecause } from "../../harness/skipBecause";

const SESSION = path.resolve("dist", "session.cjs");
const BUNDLED = path.resolve("models", "cloze-small");

/** Ids of the processes that hold a session for this one. */
function listSessions(): readonly number[] {
  const lines = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const found = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  return found.flatMap((match) =>
    Number(match?.[2]) === process.pid && match?.[3]?.includes(SESSION) ? [Number(match[1])] : [],
  );
}

async function until(isDone: () => boolean): Promise<void> {
  for (let wait = 0; !isDone(); wait += 1) {
    assert.ok(wait < 1000, "not within ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("openProcessSession", function () {
  before(function () {
    if (process.platform === "win32") skipBecause(this, "the test counts processes with ps");
    if (!existsSync(SESSION)) skipBecause(this, "dist/session.cjs is not built: npm run build");
  });
  after(removeFolders);

  const open = async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    const weights = checkpointWeights(checkpoint);
    const graph = buildGraph(checkpoint, { classifier: true }, weights);
    return openProcessSession(SESSION, { graph, weightsFolder: weights.folder, weights: "folded" });
  };
  const feeds = {
    ids: { values: Int32Array.of(2, 7, 3), shape: [1, 3] },
    segments: { values: Int32Array.of(0, 0, 0), shape: [1, 3] },
    rows: { values: Int32Array.of(0), shape: [1, 1] },
    pooled: { values: Int32Array.of(0), shape: [1] },
  };

  it("answers each of several runs that are under way together", async () => {
    const session = await open();
    const other = { ...feeds, ids: { values: Int32Array.of(2, 9, 3), shape: [1, 3] } };
    const answers = await Promise.all([session.run(feeds), session.run(other), session.run(feeds, ["classifier"])]);
    const [first, second, third] = answers.map((outputs) => outputs.get("classifier"));
    assert.ok(first instanceof Float32Array);
    assert.deepEqual(third, first);
    assert.notDeepEqual(second, first);
    await session.dispose();
    await until(() => listSessions().length === 0);
  });

  it("names an input that is missing", async () => {
    const session = await open();
    await assert.rejects(
      session.run({}),
      (error) => error instanceof ModelError && error.message.includes('input "ids"'),
    );
    assert.ok((await session.run(feeds)).has("classifier"));
    await session.dispose();
  });

  it("fails runs that are under way when the process is killed, and later ones", async () => {
    const session = await open();
    const [pid, ...more] = listSessions();
    assert.ok(pid !== undefined && more.length === 0);
    const runs = Array.from({ length: 2000 }, () => session.run(feeds));
    process.kill(pid, "SIGKILL");
    const failures = (await Promise.allSettled(runs)).flatMap((result) =>
      result.status === "rejected" ? [(result.reason as ModelError).code] : [],
    );
    assert.ok(failures.length > 0);
    assert.deepEqual(new Set(failures), new Set(["failed"]));
    await assert.rejects(session.run(feeds), { code: "failed" });
  });

  it("refuses a graph that cannot be loaded, and a program that does not exist", async () => {
    await assert.rejects(openProcessSession(SESSION, { graph: Uint8Array.of(1, 2, 3), weights: "packed" }), {
      code: "failed",
    });
    await assert.rejects(openProcessSession(`${SESSION}.missing`, { graph: Uint8Array.of(), weights: "packed" }), {
      code: "unavailable",
    });
  });

  describe("several sessions beside a model", () => {
    let model: OnnxModel;
    const open = async (folder: string, precision: "int8" | "fp32") => {
      const options = { threads: 2, precision, sessionPath: SESSION, cacheFolder: createFolder({}) };
      model = await createOnnxModel(folder, options);
      model.expect(1000);
      await until(() => model.parallel > 1);
    };
    afterEach(() => model.dispose());

    const random = createRandom(11);
    const inputs: readonly ModelInput[] = Array.from({ length: 30 }, () => {
      const ids = Array.from({ length: 3 + Math.floor(random() * 30) }, () => Math.floor(random() * 20));
      return { ids, segments: ids.map(() => 0) };
    });
    const bits = ({ classifier = [], nsp = [] }: ModelOutput) =>
      [...classifier, ...nsp].map((row) => [...new Uint32Array(row.buffer, row.byteOffset, row.length)]);

    for (const [folder, precision] of [
      [BUNDLED, "int8"],
      [BUNDLED, "fp32"],
      [TINY_BERT, "fp32"],
    ] as const) {
      it(`give the same bits as the model alone: ${path.basename(folder)}, ${precision}`, async () => {
        await open(folder, precision);
        const ask = (some: readonly ModelInput[]) => ({ inputs: some, nsp: true, classifier: true });
        const [beside, ...parts] = await Promise.all([
          model.runBeside(ask(inputs)),
          model.runBeside(ask(inputs.slice(0, 10))),
          model.runBeside(ask(inputs.slice(10))),
        ]);
        const alone: number[][] = [];
        for (const input of inputs) alone.push(...bits(await model.run({ inputs: [input], classifier: true })));
        assert.deepEqual(bits({ classifier: beside.classifier! }), alone);
        assert.deepEqual(bits({ classifier: parts.flatMap(({ classifier = [] }) => classifier) }), alone);
        assert.deepEqual(bits(beside), bits(await model.run(ask(inputs))));
      });
    }

    it("cost no answer when they are killed", async () => {
      await open(BUNDLED, "int8");
      const request = { inputs, classifier: true };
      const expected = bits(await model.run(request));
      const runs = Array.from({ length: 4 }, () => model.runBeside(request));
      for (const pid of listSessions()) process.kill(pid, "SIGKILL");
      for (const run of runs) assert.deepEqual(bits(await run), expected);
      assert.equal(model.parallel, 1);
      await until(() => listSessions().length === 0);
    });

    it("end with the model", async () => {
      await open(TINY_BERT, "fp32");
      assert.equal(listSessions().length, 2);
      await model.dispose();
      await until(() => listSessions().length === 0);
    });
  });
});

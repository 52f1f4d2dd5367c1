import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { LIMITS } from "../../../src/engine/elsewhere/patience";
import { type Runs, ServerReadouts } from "../../../src/engine/elsewhere/serverReadouts";
import { Silence } from "../../../src/engine/elsewhere/silence";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { FakeClock } from "./fakeClock";

describe("the silence of a server", () => {
  function open() {
    const clock = new FakeClock();
    const told: (number | undefined)[] = [];
    const silence = new Silence({ clock, firstMs: 2000, onChange: (leftMs) => told.push(leftMs) });
    /** Something waits until then; the function that is returned answers it. */
    const ask = (until: number) => {
      let answer: () => void = () => undefined;
      let refuse: () => void = () => undefined;
      const asked = silence.over(
        until,
        () =>
          new Promise<void>((resolve, reject) => {
            answer = resolve;
            refuse = () => reject(new Error("cut"));
          }),
      );
      return { answer: () => (answer(), asked), refuse: () => (refuse(), asked) };
    };
    return { clock, told, ask };
  }

  it("is told once, with the time of whoever waits longest, and its end", async () => {
    const { clock, told, ask } = open();
    const [first, second] = [ask(5000), ask(9000)];
    clock.tick(1999);
    assert.deepEqual(told, []);
    clock.tick(1);
    clock.tick(1000);
    assert.deepEqual(told, [7000]);
    await first.answer();
    assert.deepEqual(told, [7000, undefined]);
    await second.answer();
    clock.tick(10_000);
    assert.deepEqual(told, [7000, undefined]);
  });

  it("ends with each answer: only what follows it counts", async () => {
    const { clock, told, ask } = open();
    const [first, second] = [ask(9000), ask(9000)];
    clock.tick(500);
    await first.answer();
    clock.tick(1900);
    assert.deepEqual(told, []);
    clock.tick(100);
    assert.deepEqual(told, [6500]);
    await second.answer();
  });

  it("is no news of a server that takes its time, until it takes twice as long as ever", async () => {
    const { clock, told, ask } = open();
    const slow = ask(9000);
    clock.tick(3000);
    await slow.answer();
    told.length = 0;
    const usual = ask(20_000);
    clock.tick(5999);
    await usual.answer();
    assert.deepEqual(told, []);
  });

  it("ends with an error too, which says nothing of how long answers take", async () => {
    const { clock, told, ask } = open();
    const lost = ask(9000);
    clock.tick(4000);
    await assert.rejects(lost.refuse(), /cut/);
    assert.deepEqual(told, [5000, undefined]);
    ask(20_000);
    clock.tick(2000);
    assert.deepEqual(told.at(-1), 14_000);
  });
});

describe("a server that accepts and never answers", () => {
  after(removeFolders);

  it("is given up after seconds, and who waits is told before", async () => {
    const clock = new FakeClock();
    const waits: (number | undefined)[] = [];
    const asked: (string | undefined)[] = [];
    const server = createServer((request) => {
      asked.push(request.url);
      clock.tick(LIMITS.silenceMs - 1);
      assert.deepEqual(waits, []);
      clock.tick(1);
      assert.deepEqual(waits, [LIMITS.describeMs - LIMITS.silenceMs]);
      clock.tick(LIMITS.describeMs - LIMITS.silenceMs);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/models/m`;
    const refuse = () => Promise.reject(new Error("nothing is to be computed"));
    const local: Runs = { batchTokens: 64, parallel: 1, expect: () => undefined, run: refuse, runBeside: refuse };
    const silent = new ServerReadouts({
      checkpoint: await readCheckpoint(createFolder()),
      settings: { url },
      local,
      clock,
      onWait: (wait) => waits.push(wait?.leftMs),
    });
    await silent.connect();
    silent.dispose();
    server.closeAllConnections();
    server.close();
    assert.equal(silent.place.reason, `${url} does not answer in time`);
    assert.deepEqual([clock.now(), waits.at(-1), asked], [LIMITS.describeMs, undefined, ["/v2/models/m"]]);
  });
});

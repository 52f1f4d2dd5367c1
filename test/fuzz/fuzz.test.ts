import { listFuzzers } from "./fuzzer";
import { runCase } from "./runCase";

/** The cases of `npm test` are the same every time: a change is judged by its own faults. `npm run fuzz` draws others. */
const SEED = 1;

describe("what is drawn keeps the promises", function () {
  this.timeout(120_000);
  let fuzzers: Awaited<ReturnType<typeof listFuzzers>> = [];
  before(async () => {
    fuzzers = await listFuzzers();
  });

  // One test for all: mocha wants tests named before files can be awaited.
  it(`of every fuzzer, its share of cases from seed ${SEED}`, async () => {
    for (const fuzzer of fuzzers) {
      try {
        for (let index = 0; index < fuzzer.share; index++) await runCase(fuzzer, SEED + index);
      } finally {
        await fuzzer.close?.();
      }
    }
  });
});

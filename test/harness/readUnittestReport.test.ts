import assert from "node:assert/strict";
import { readUnittestReport } from "./readUnittestReport";

/** Reports as Python 3.11 prints them. */
const PASSED = `test_a (test_x.TestX.test_a)
A docstring. ... ok
test_b (test_x.TestX.test_b) ... skipped 'no data here'
test_c (test_x.TestX.test_c)
Another. ... skipped "it's not here"
setUpClass (test_y.TestY) ... skipped 'no torch'

----------------------------------------------------------------------
Ran 3 tests in 0.001s

OK (skipped=3)
`;
const FAILED = `test_a (test_x.TestX.test_a) ... FAIL
test_b (test_x.TestX.test_b) ... ERROR
test_c (test_x.TestX.test_c) ... ok

======================================================================
ERROR: test_b (test_x.TestX.test_b)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "test_x.py", line 9, in test_b
    raise ValueError("no such word")
ValueError: no such word

======================================================================
FAIL: test_a (test_x.TestX.test_a)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "test_x.py", line 5, in test_a
    self.assertEqual(1, 2)
AssertionError: 1 != 2

----------------------------------------------------------------------
Ran 3 tests in 0.001s

FAILED (failures=1, errors=1)
`;

describe("readUnittestReport", () => {
  for (const { name, report, succeeded, passed, failed, reasons } of [
    {
      name: "skips are counted apart, with their reasons",
      report: PASSED,
      succeeded: true,
      passed: 1,
      failed: 0,
      reasons: ["no data here", "it's not here", "no torch"],
    },
    { name: "failures and errors are failures", report: FAILED, succeeded: false, passed: 1, failed: 2, reasons: [] },
    {
      name: "a run that died before its report is a failure",
      report: "Traceback",
      succeeded: false,
      passed: 0,
      failed: 1,
      reasons: [],
    },
  ]) {
    it(name, () => {
      const results = readUnittestReport(report, succeeded);
      assert.equal(results.passed, passed);
      assert.equal(results.failed, failed);
      assert.deepEqual(
        results.skipped.map(({ reason }) => reason),
        reasons,
      );
    });
  }

  it("failures are named", () => {
    assert.deepEqual(readUnittestReport(FAILED, false).failures, [
      { title: "test_b (test_x.TestX.test_b)", message: "ValueError: no such word" },
      { title: "test_a (test_x.TestX.test_a)", message: "AssertionError: 1 != 2" },
    ]);
  });
});

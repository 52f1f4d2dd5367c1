// Adds up what the runners left in out/results, lists what was skipped, and prints the one line CI reads.
// Arguments: exit codes of the tests and of the checks.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [testsCode, checksCode] = process.argv.slice(2).map(Number);
const folder = "out/results";
const files = existsSync(folder) ? readdirSync(folder).sort() : [];
const results = files.map((file) => ({ file, ...JSON.parse(readFileSync(join(folder, file), "utf8")) }));

const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
let passed = total("passed");
let failed = total("failed");
// Tests that could not even be run are one failure, and so are all checks together.
if (testsCode !== 0 && failed === 0) failed++;
if (checksCode === 0) passed++;
else failed++;

console.log();
for (const { file, skipped, failures = [] } of results) {
  const name = file.replace(".json", "");
  for (const { title, message } of failures) console.log(`failed (${name}): ${title}: ${message}`);
  for (const { title, reason } of skipped) console.log(`skipped (${name}): ${title}: ${reason ?? "no reason given"}`);
}
console.log(`check: ${checksCode === 0 ? "passed" : "failed"}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Process ids of the engines that this extension host started. */
export async function findEngines(): Promise<readonly number[]> {
  if (process.platform === "win32") throw new Error("findEngines: no way to list processes on win32 yet");
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="], { maxBuffer: 1e8 });
  return stdout
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === process.pid && match?.[3]?.includes("engine.cjs"))
    .map((match) => Number(match?.[1]));
}

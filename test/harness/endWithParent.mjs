// Preloaded into the VS Code server: whatever ends the process that started it, a kill included, ends the server and
// its extension hosts, which inherit this preload and the process group. A host that hangs cannot end itself, so the
// server, which leads the group, ends them all, and removes the data that its owner can no longer remove.
import { rmSync } from "node:fs";

const option = process.argv.indexOf("--server-data-dir");
const data = option === -1 ? undefined : process.argv[option + 1]; // a forked process has none

process.on("disconnect", () => {
  try {
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  } finally {
    // Not process.exit(): an extension host overrides it to do nothing.
    process.kill(data === undefined ? process.pid : -process.pid, "SIGKILL");
  }
});

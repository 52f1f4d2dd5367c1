// Preloaded into the VS Code server: whatever ends the process that started it, a kill included, ends the server and
// its extension hosts, which inherit this preload and the process group. A host that hangs cannot end itself, so the
// server, which leads the group, ends them all, and removes the data that its owner can no longer remove.
import { rmSync } from "node:fs";

process.on("disconnect", () => {
  const option = process.argv.indexOf("--server-data-dir");
  if (option === -1) process.exit(); // a process that the server forked
  try {
    rmSync(process.argv[option + 1], { recursive: true, force: true });
  } finally {
    process.kill(-process.pid, "SIGKILL");
  }
});

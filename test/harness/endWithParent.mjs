// Preloaded into the VS Code server: whatever ends the process that started it, a kill included, ends the server and
// its extension hosts, which inherit this preload and the process group. A host that hangs cannot end itself, so the
// server, which leads the group, ends them all.
process.on("disconnect", () => {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(); // leads no group: a process that the server forked
  }
});

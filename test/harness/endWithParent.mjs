// Preloaded into the VS Code server: whatever ends the process that started it, a kill included, ends the server too.
// Processes the server forks inherit this and hold an IPC channel to it, so they go the same way.
process.on("disconnect", () => process.exit());

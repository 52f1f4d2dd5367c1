#!/usr/bin/env node
// An executable, because `runTests` of @vscode/test-electron spawns its `vscodeExecutablePath` without a shell.
import { register } from "tsx/esm/api";

register();
await import("./launch.ts");

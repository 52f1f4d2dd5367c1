// ONNX Runtime's official builds for Linux and macOS report to their maker unless this is set before they are loaded.
// Every file that imports ONNX Runtime imports this file first; the owner of an engine's process sets the variable too.
process.env["ORT_DISABLE_TELEMETRY"] = "1";

export {};

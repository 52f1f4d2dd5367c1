// ONNX Runtime's official builds for Linux and macOS report to their maker unless told before they are loaded. Imported
// before it wherever it is; the owner of an engine's process tells it too.
process.env["ORT_DISABLE_TELEMETRY"] = "1";

export {};

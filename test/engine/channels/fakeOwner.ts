import { createChildChannel } from "../../../src/engine/channels/childChannel";
import { createEngineClient } from "../../../src/engine/client/engineClient";

/** Owns a fake engine, has it print something, prints its process id, and waits to be killed. */
const [, , enginePath = ""] = process.argv;
const client = createEngineClient({ open: () => createChildChannel(enginePath) });
const ask = (text: string) => client.request("tokens", { model: "/fake", text });
void ask("print")
  .then(() => ask("pid"))
  .then(({ tokens }) => {
    process.stdout.write(`${tokens[0]?.text ?? ""}\n`);
    return ask("hold");
  });

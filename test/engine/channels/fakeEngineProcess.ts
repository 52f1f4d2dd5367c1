import { createParentChannel } from "../../../src/engine/channels/parentChannel";
import { serveFakeEngine } from "../serve/serveFakeEngine";

/** What src/engineProcess.ts is, without a model: forked by tests as a bundle. */
serveFakeEngine(createParentChannel(), { die: () => process.exit(7) });

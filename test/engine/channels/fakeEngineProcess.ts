import { createParentChannel } from "../../../src/engine/channels/parentChannel";
import { serveFakeEngine } from "../serve/serveFakeEngine";

/** Stands for src/engineProcess.ts, without a model. Tests bundle and fork it. */
serveFakeEngine(createParentChannel(), { die: () => process.exit(7) });

import { installServer } from "../harness/installServer";

/** Run by mocha before the first test: a first installation over a slow line is not held to a test's time limit. */
export async function mochaGlobalSetup(): Promise<void> {
  await installServer();
}

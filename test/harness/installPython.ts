import { openPython } from "./openPython";

/** Installs what test/witness needs, if it is not there: `npm test` does this while other tests run. */
const python = await openPython();
process.stdout.write("missing" in python ? `${python.missing}\n` : `${python.path}\n`);

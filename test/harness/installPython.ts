import { MLSERVER, openPython } from "./openPython";

/** Installs what test/witness needs, if it is not there: `npm test` does this while other tests run. */
for (const python of [await openPython(), await openPython(undefined, MLSERVER)])
  process.stdout.write("missing" in python ? `${python.missing}\n` : `${python.path}\n`);

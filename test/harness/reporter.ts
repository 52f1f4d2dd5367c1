import Mocha from "mocha";
import { recordResults } from "./recordResults";

/** Mocha's "spec", which also records the results for the totals. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    recordResults(runner);
  }
}

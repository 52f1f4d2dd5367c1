import { listUnread } from "../../../src/tasks/slips/listUnread";
import { assertLinear } from "../../harness/assertLinear";

describe("listUnread", () => {
  for (const part of ["“", "«", "‘", " ‘a", "<a", "{a", "](", "`", '"', "'a "]) {
    it(`takes twice as long for twice as many ${part}`, () => {
      assertLinear({ size: 5000, make: (size) => part.repeat(size), run: (text) => void listUnread(text) });
    });
  }
});

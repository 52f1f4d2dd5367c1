/**
 * Everything printed in an extension host comes out mixed with what VS Code says of itself. Lines of the test report
 * start with this, so the launcher can pass on just them.
 */
export const TEST_LINE = "[test] ";

/**
 * The output of an extension host is mixed with VS Code's own messages. Lines of the test report
 * start with this, so that the launcher passes on only them.
 */
export const TEST_LINE = "[test] ";

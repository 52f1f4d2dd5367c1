/** True for a file of rows of data, such as the examples of a tone: that is no prose. */
export function isRows(path: string): boolean {
  return /\.tsv$/i.test(path);
}

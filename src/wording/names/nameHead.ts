/** "Layer 11, head 3": both are counted from 0. */
export function nameHead({ layer, head }: { readonly layer: number; readonly head: number }): string {
  return `Layer ${layer}, head ${head}`;
}

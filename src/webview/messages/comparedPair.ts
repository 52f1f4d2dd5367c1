/** Whether B follows A, what that is compared with, and the attention between the two. */
export interface ComparedPair {
  /** P(next) of A and B, and of B and A: 0..1. */
  readonly isNext: number;
  readonly swapped: number;
  /** Log-odds over the mean of what it is compared with. */
  readonly margin: number;
  /** Other sentences of the document behind A. */
  readonly others: readonly { readonly text: string; readonly isNext: number }[];
  /** L layers of N heads. */
  readonly layers: readonly (readonly BetweenShares[])[];
  /** If every token looked at all tokens alike. */
  readonly even: BetweenShares;
  /** A sentence for the reader; present when the model read only a part of the pair. */
  readonly notice?: string;
}

/** Shares of attention, 0..1, on average over tokens. */
export interface BetweenShares {
  /** What A's tokens give B's. */
  readonly ab: number;
  readonly ba: number;
}

/**
 * What the user asked models to compute in. "auto": float32 for looking (attention, heads, vectors, embeddings, all that
 * the panel draws), and on the CPU weights of 8 bits for what is checked. The other two hold for everything that the CPU
 * computes; another device computes in float32 whatever is asked.
 */
export const PRECISION_CHOICES = ["auto", "fp32", "int8"] as const;
export type PrecisionChoice = (typeof PRECISION_CHOICES)[number];

export function isPrecisionChoice(value: unknown): value is PrecisionChoice {
  return PRECISION_CHOICES.some((choice) => choice === value);
}

// k p and alpha are compared at equality in textbook cases; a rounded product must not decide them.
const ROUNDING = 1e-12

/** Whether an adjusted p-value rejects at a level, equality included. */
export function rejectsAt(adjusted: number, level: number): boolean {
  return adjusted <= level * (1 + ROUNDING)
}

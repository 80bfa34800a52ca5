/** Whether two numbers (or two unbounded sides) agree to `relative`, with an absolute floor for numbers near zero. */
export function closeTo(got: number | null, want: number | null, relative = 1e-9, absolute = 1e-12): boolean {
  if (got === null || want === null) return got === want
  return Math.abs(got - want) <= absolute + relative * Math.max(Math.abs(got), Math.abs(want))
}

/** From orange (low) to blue (high): both ends and all between keep their contrast in either theme. */
export function shadeColor(shade: number | null): string {
  if (shade === null) return 'var(--variant-shadow)'
  return `color-mix(in oklab, var(--variant-candidate) ${Math.round(shade * 100)}%, var(--variant-3))`
}

const COLORS = [
  'var(--variant-candidate)',
  'var(--variant-3)',
  'var(--variant-4)',
  'var(--variant-5)',
  'var(--variant-stable)',
]
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3']

/** A run keeps one colour and dash in every chart and table of a page, by its place in the choice. */
export function runLook(index: number): { color: string; dash: string | undefined } {
  const color = COLORS[index % COLORS.length] ?? 'var(--variant-candidate)'
  return { color, dash: DASHES[Math.floor(index / COLORS.length) % DASHES.length] }
}

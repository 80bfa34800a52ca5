/** sqrt(2 (1 + g/n) ln(1 + sqrt(1 + n/g)/(2 alpha))) (arXiv 2103.06476, equation 134). */
export function closedFormZ({ n, g, alpha }: { n: number; g: number; alpha: number }): number {
  return Math.sqrt(2 * (1 + g / n) * Math.log1p(Math.sqrt(1 + n / g) / (2 * alpha)))
}

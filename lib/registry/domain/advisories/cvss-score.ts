const WEIGHTS: Record<string, Record<string, number>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
}
const PRIVILEGES: Record<string, Record<string, number>> = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
}

/** Rounds up to one decimal the way the specification's appendix does, so that a floating-point tail never adds a tenth. */
function roundUp(value: number): number {
  const scaled = Math.round(value * 100_000)
  return scaled % 10_000 === 0 ? scaled / 100_000 : (Math.floor(scaled / 10_000) + 1) / 10
}

/** Base score of a CVSS 3.0 or 3.1 vector (https://www.first.org/cvss/v3.1/specification-document, section 7.1); null for any other text. */
export function cvss3BaseScore(vector: string): number | null {
  if (!/^CVSS:3\.[01]\//.test(vector)) return null
  const metrics = new Map(
    vector
      .split('/')
      .slice(1)
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split(':')
        return [name, value]
      }),
  )
  const scope = metrics.get('S') ?? ''
  const weight = (name: string) => WEIGHTS[name]?.[metrics.get(name) ?? '']
  const privileges = PRIVILEGES[scope]?.[metrics.get('PR') ?? '']
  const values = [weight('AV'), weight('AC'), privileges, weight('UI'), weight('C'), weight('I'), weight('A')]
  const known = values.filter((value) => value !== undefined)
  if (known.length !== values.length) return null
  const [av = 0, ac = 0, pr = 0, ui = 0, c = 0, i = 0, a = 0] = known
  const base = 1 - (1 - c) * (1 - i) * (1 - a)
  const impact = scope === 'U' ? 6.42 * base : 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15
  if (impact <= 0) return 0
  const sum = impact + 8.22 * av * ac * pr * ui
  return roundUp(Math.min(scope === 'U' ? sum : 1.08 * sum, 10))
}

type Levels = Readonly<Record<string, number>>

/** Steps below the gravest value of each base metric. */
const STEPS: Readonly<Record<string, Levels>> = {
  AV: { N: 0, A: 1, L: 2, P: 3 },
  PR: { N: 0, L: 1, H: 2 },
  UI: { N: 0, P: 1, A: 2 },
  AC: { L: 0, H: 1 },
  AT: { N: 0, P: 1 },
  VC: { H: 0, L: 1, N: 2 },
  VI: { H: 0, L: 1, N: 2 },
  VA: { H: 0, L: 1, N: 2 },
  SC: { H: 0, L: 1, N: 2 },
  SI: { H: 0, L: 1, N: 2 },
  SA: { H: 0, L: 1, N: 2 },
}

/**
 * Scores of the equivalence classes that base metrics can reach (specification, table of macrovectors), by exploitability (EQ1, EQ2);
 * in each row the impact classes EQ3/EQ6 00, 01, 10, 11, 21 one after the other, each with EQ4 1 and 2.
 */
const SCORES: Readonly<Record<string, readonly number[]>> = {
  '00': [10, 9.3, 9.6, 9, 9.3, 8.8, 9.2, 8, 7.9, 6.9],
  '01': [9.5, 9.2, 9.1, 8.1, 9.2, 8.4, 8.2, 7, 7.1, 6.3],
  '10': [9.4, 8.7, 8.9, 7.5, 8.6, 7.2, 7.6, 5.7, 6.5, 5.3],
  '11': [9, 7.7, 7.7, 6.6, 7.4, 6.1, 5.9, 5.2, 5.8, 2.3],
  '20': [8.6, 7, 7.4, 5.4, 7.2, 5.3, 5.7, 3.6, 4.7, 2.4],
  '21': [7.3, 5.4, 5.5, 4.3, 6.1, 4.6, 5.1, 1.8, 2.4, 1],
}
const IMPACTS = ['00', '01', '10', '11', '21']

/** The gravest vectors of each class, as steps of its metrics, and how many steps the class is deep. */
const EXPLOIT = [
  {
    metrics: ['AV', 'PR', 'UI'],
    tops: [
      [[0, 0, 0]],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [
        [3, 0, 0],
        [1, 1, 1],
      ],
    ],
    depth: [1, 4, 5],
  },
  {
    metrics: ['AC', 'AT'],
    tops: [
      [[0, 0]],
      [
        [1, 0],
        [0, 1],
      ],
    ],
    depth: [1, 2],
  },
] as const
const IMPACT = {
  metrics: ['VC', 'VI', 'VA'],
  tops: [
    [[0, 0, 0]],
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    [[1, 1, 1]],
  ],
  depth: [7, 8, 10],
} as const
const SPREAD = { metrics: ['SC', 'SI', 'SA'], tops: [[], [[0, 0, 0]], [[1, 1, 1]]], depth: [6, 5, 4] } as const

interface Family {
  metrics: readonly string[]
  tops: readonly (readonly (readonly number[])[])[]
  depth: readonly number[]
}

/** How far below the gravest vector of its class a vector lies, as a share of the depth of the class. */
function shareBelow({ metrics, tops, depth }: Family, at: number, steps: Levels): number {
  for (const top of tops[at] ?? []) {
    const below = metrics.map((metric, index) => (steps[metric] ?? 0) - (top[index] ?? 0))
    if (below.every((one) => one >= 0)) return below.reduce((sum, one) => sum + one, 0) / (depth[at] ?? 1)
  }
  return 0
}

function scoreOf(eq1: number, eq2: number, impact: string, eq4: number): number | null {
  const row = SCORES[`${eq1}${eq2}`]
  const column = IMPACTS.indexOf(impact)
  return column === -1 || eq4 > 2 ? null : (row?.[column * 2 + eq4 - 1] ?? null)
}

/** The graver of the classes one step below in the joint family of impact and requirements. */
const BELOW: Readonly<Record<string, readonly string[]>> = { '00': ['01', '10'], '10': ['11'] }

function classesOf(steps: Levels) {
  const { AV = 0, PR = 0, UI = 0, AC = 0, AT = 0, VC = 0, VI = 0, VA = 0, SC = 0, SI = 0, SA = 0 } = steps
  const isOpen = AV === 0 && PR === 0 && UI === 0
  const eq1 = isOpen ? 0 : AV !== 3 && (AV === 0 || PR === 0 || UI === 0) ? 1 : 2
  const eq2 = AC === 0 && AT === 0 ? 0 : 1
  const impact = VC === 0 && VI === 0 ? '00' : VC === 0 || VI === 0 || VA === 0 ? '10' : '21'
  const eq4 = SC === 0 || SI === 0 || SA === 0 ? 1 : 2
  return { eq1, eq2, impact, eq4 }
}

function readSteps(vector: string): Levels | null {
  if (!vector.startsWith('CVSS:4.0/')) return null
  const given = new Map(
    vector
      .split('/')
      .map((part): [string, string] => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  )
  const steps = Object.entries(STEPS).map(([metric, levels]): [string, number] => [
    metric,
    levels[given.get(metric) ?? ''] ?? -1,
  ])
  return steps.some(([, step]) => step < 0) ? null : Object.fromEntries(steps)
}

/** Base score of a CVSS 4.0 vector (https://www.first.org/cvss/v4.0/specification-document, section 8); null for any other text. */
export function cvss4BaseScore(vector: string): number | null {
  const steps = readSteps(vector)
  if (steps === null) return null
  if (['VC', 'VI', 'VA', 'SC', 'SI', 'SA'].every((metric) => steps[metric] === 2)) return 0
  const { eq1, eq2, impact, eq4 } = classesOf(steps)
  const value = scoreOf(eq1, eq2, impact, eq4)
  if (value === null) return null
  const below = (BELOW[impact] ?? []).map((one) => scoreOf(eq1, eq2, one, eq4)).filter((one) => one !== null)
  const drops = [
    { lower: scoreOf(eq1 + 1, eq2, impact, eq4), share: shareBelow(EXPLOIT[0], eq1, steps) },
    { lower: scoreOf(eq1, eq2 + 1, impact, eq4), share: shareBelow(EXPLOIT[1], eq2, steps) },
    { lower: below.length === 0 ? null : Math.max(...below), share: shareBelow(IMPACT, Number(impact[0]), steps) },
    { lower: scoreOf(eq1, eq2, impact, eq4 + 1), share: shareBelow(SPREAD, eq4, steps) },
    // Exploit maturity is not part of the base score, yet its next class counts.
    { lower: value, share: 0 },
  ].flatMap(({ lower, share }) => (lower === null ? [] : [(value - lower) * share]))
  const mean = drops.reduce((sum, one) => sum + one, 0) / drops.length
  return Math.round((Math.min(10, Math.max(0, value - mean)) + 1e-6) * 10) / 10
}

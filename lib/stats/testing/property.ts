import fc from 'fast-check'

const SEED = 20_260_101
const RUNS = 1000

/** Asserts a property on seeded random inputs. On failure fast-check prints the seed and the shrunk counterexample. */
export function holds<Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> },
  check: (...values: Ts) => boolean | undefined,
  runs: number = RUNS,
): void {
  fc.assert(
    fc.property<Ts>(...arbitraries, (...values) => check(...values) ?? true),
    { seed: SEED, numRuns: runs },
  )
}

import fc from 'fast-check'
import { RUNS } from './arbitraries'

/** Asserts a property on seeded random inputs. On failure fast-check prints the seed and the shrunk counterexample. */
export function holds<Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> },
  check: (...values: Ts) => boolean | undefined,
): void {
  fc.assert(
    fc.property<Ts>(...arbitraries, (...values) => check(...values) ?? true),
    RUNS,
  )
}

import type { Interval } from '../result'
import type { Direction } from './verdict'

/**
 * The interval of B - A turned so that positive is good. `decrease-is-better` mirrors it: {lower: -upper, upper: -lower}.
 * Every other function of the library speaks of B - A; good and bad are decided here.
 */
export function orient({ interval, direction }: { interval: Interval; direction: Direction }): Interval {
  if (direction === 'increase-is-better')
    return { lower: positiveZero(interval.lower), upper: positiveZero(interval.upper) }
  return { lower: negate(interval.upper), upper: negate(interval.lower) }
}

// -0 would survive into stored JSON as a difference from 0.
function negate(limit: number | null): number | null {
  return limit === null ? null : positiveZero(-limit)
}

function positiveZero(limit: number | null): number | null {
  return limit === null ? null : limit + 0
}

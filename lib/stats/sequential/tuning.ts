import type { Scale } from '../means/effect-on-scale'
import type { Alternative } from '../result'

/** What is frozen at the first look of a sequence. A later look with other values would void its guarantee. */
export interface Tuning {
  readonly scale: Scale
  readonly nStar: number
  readonly alpha: number
  readonly alternative: Alternative
  readonly burnIn: number
}

export function isTuningUnchanged(frozen: Tuning, now: Tuning): boolean {
  return (
    frozen.scale === now.scale &&
    frozen.nStar === now.nStar &&
    frozen.alpha === now.alpha &&
    frozen.alternative === now.alternative &&
    frozen.burnIn === now.burnIn
  )
}

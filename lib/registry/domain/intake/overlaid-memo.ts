import type { PickleValue } from './pickle-values'

/** A memo that can be written to without changing the one below. */
export class OverlaidMemo extends Map<number, PickleValue> {
  constructor(private readonly below: Map<number, PickleValue>) {
    super()
  }

  override get size(): number {
    return (this.below?.size ?? 0) + super.size
  }

  override has(key: number): boolean {
    return super.has(key) || this.below.has(key)
  }

  override get(key: number): PickleValue | undefined {
    return super.has(key) ? super.get(key) : this.below.get(key)
  }
}

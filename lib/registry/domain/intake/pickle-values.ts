/** What the scanner knows of a value that a pickle would build: texts, numbers and the few shapes that matter. Everything else is null. */
export type PickleValue =
  | null
  | string
  | number
  | boolean
  | typeof MARK
  | PickleTuple
  | PickleDict
  | PickleGlobal
  | PickleInstance

export const MARK = Symbol('mark')

/** Longer tuples are kept as unknown: no shape or dtype needs more. */
export const MAX_TUPLE = 64
const MAX_ENTRIES = 64

export class PickleTuple {
  constructor(readonly items: readonly PickleValue[]) {}
}

export class PickleDict {
  readonly entries = new Map<string, PickleValue>()

  set(key: PickleValue | undefined, value: PickleValue | undefined): void {
    if (typeof key === 'string' && this.entries.size < MAX_ENTRIES) this.entries.set(key, value ?? null)
  }
}

export class PickleGlobal {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}
}

/** A call or construction: what would be called, with what, and the state set on the result. */
export class PickleInstance {
  state: PickleValue = null

  constructor(
    readonly of: PickleGlobal,
    readonly args: readonly PickleValue[],
  ) {}
}

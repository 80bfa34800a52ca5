import { PickleDict, PickleInstance, PickleTuple, type PickleValue } from './pickle-values'

/** What joblib writes into the stream behind a wrapper object. */
export type JoblibArray = { kind: 'pickle' } | { kind: 'raw'; bytes: number; padded: boolean }

const isWrapper = (value: PickleInstance) =>
  value.of.module === 'joblib.numpy_pickle' && value.of.name === 'NumpyArrayWrapper'

const HAS_OBJECT = 1

function dtypeOf(value: PickleValue | undefined): { bytes: number; hasObject: boolean } | null {
  if (!(value instanceof PickleInstance) || value.of.name !== 'dtype') return null
  const [code] = value.args
  const plain = typeof code === 'string' ? /^([a-zA-Z?])(\d+)?$/.exec(code) : null
  if (!plain) return null
  const count = Number(plain[2] ?? 1)
  const state = value.state instanceof PickleTuple ? value.state.items : []
  const flags = state[7]
  const hasObject = plain[1] === 'O' || (typeof flags === 'number' && (flags & HAS_OBJECT) !== 0)
  // Texts count characters of four bytes; where the state names a size, it is that of a structure or a text.
  const stated = typeof state[5] === 'number' && state[5] > 0 ? state[5] : null
  return { bytes: stated ?? (plain[1] === 'U' ? 4 * count : count), hasObject }
}

/** joblib sets a wrapper's state and then reads the array from the stream itself: opcodes go on behind it. Null: no such wrapper. */
export function joblibArrayOf(built: PickleValue | undefined): JoblibArray | null {
  if (!(built instanceof PickleInstance) || !isWrapper(built) || !(built.state instanceof PickleDict)) return null
  const { entries } = built.state
  const dtype = dtypeOf(entries.get('dtype'))
  const shape = entries.get('shape')
  if (dtype === null || !(shape instanceof PickleTuple)) return null
  if (dtype.hasObject) return { kind: 'pickle' }
  let bytes = dtype.bytes
  for (const dim of shape.items) {
    if (typeof dim !== 'number' || dim < 0) return null
    bytes *= dim
  }
  if (!Number.isSafeInteger(bytes)) return null
  const alignment = entries.get('numpy_array_alignment_bytes')
  return { kind: 'raw', bytes, padded: typeof alignment === 'number' }
}

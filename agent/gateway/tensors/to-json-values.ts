import { fromHalf } from './float16'
import type { TensorData } from './tensor-data'

function wide(value: bigint): number | string {
  const asNumber = Number(value)
  return Number.isSafeInteger(asNumber) ? asNumber : value.toString()
}

/** Elements as JSON values, flat: 64-bit integers beyond 2^53 become strings of digits, NaN and infinities null. */
export function toJsonValues(tensor: TensorData): (number | string | boolean | null)[] {
  const { data } = tensor
  if (tensor.type === 'string') return data as string[]
  if (tensor.type === 'bool') return Array.from(data as Uint8Array, (v) => v !== 0)
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Array.from(data, wide)
  if (tensor.type === 'float16') return Array.from(data as Uint16Array, (half) => finiteOrNull(fromHalf(half)))
  const numbers: (number | null)[] = new Array(data.length)
  for (let i = 0; i < data.length; i += 1) numbers[i] = finiteOrNull(data[i] as number)
  return numbers
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

import { badRequest } from '../request-error'
import { toHalf } from './float16'
import type { TensorType } from './tensor-data'

const INTEGER_LIMITS: Partial<Record<TensorType, [bigint, bigint]>> = {
  uint8: [0n, 255n],
  uint16: [0n, 65_535n],
  uint32: [0n, 4_294_967_295n],
  uint64: [0n, 18_446_744_073_709_551_615n],
  int8: [-128n, 127n],
  int16: [-32_768n, 32_767n],
  int32: [-2_147_483_648n, 2_147_483_647n],
  int64: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
}

const MAX_FLOAT16 = 65_504
const MAX_FLOAT32 = 3.4028234663852886e38

/** A value in words, short enough for an error message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text =
    typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

function toFloat(value: unknown, limit: number, where: string): number {
  if (typeof value !== 'number') throw badRequest(`${where}: ${shown(value)} is not a number`)
  if (!(Math.abs(value) <= limit)) throw badRequest(`${where}: ${value} is too large for this datatype`)
  return value
}

function toInteger(value: unknown, type: TensorType, where: string): bigint {
  const wide = type === 'int64' || type === 'uint64'
  let integer: bigint
  if (wide && typeof value === 'string' && /^-?\d{1,20}$/.test(value)) integer = BigInt(value)
  else if (typeof value !== 'number') throw badRequest(`${where}: ${shown(value)} is not an integer`)
  else if (!Number.isSafeInteger(value))
    throw badRequest(
      Number.isInteger(value)
        ? `${where}: ${value} is not exactly representable as a JSON number; send it as a string of digits`
        : `${where}: ${value} is not an integer`,
    )
  else integer = BigInt(value)
  const limits = INTEGER_LIMITS[type]
  if (limits === undefined || integer < limits[0] || integer > limits[1])
    throw badRequest(`${where}: ${integer} is out of range`)
  return integer
}

/** One JSON value as one element; refuses what would have to be rounded, guessed or parsed. */
export function convertElement(value: unknown, type: TensorType, where: string): number | bigint | string {
  switch (type) {
    case 'float32':
      return toFloat(value, MAX_FLOAT32, where)
    case 'float64':
      return toFloat(value, Number.MAX_VALUE, where)
    case 'float16':
      return toHalf(toFloat(value, MAX_FLOAT16, where))
    case 'string':
      if (typeof value !== 'string') throw badRequest(`${where}: ${shown(value)} is not a text`)
      return value
    case 'bool':
      if (typeof value !== 'boolean') throw badRequest(`${where}: ${shown(value)} is not true or false`)
      return value ? 1 : 0
    case 'int64':
    case 'uint64':
      return toInteger(value, type, where)
    default:
      return Number(toInteger(value, type, where))
  }
}

import type { CustomTypesConfig } from 'pg'
import pg from 'pg'

const INT8_ARRAY = 1016
const COMMA = 44
const MINUS = 45
const ZERO = 48

/** '{1,-2,3}' to numbers, by hand: a chart reads some hundred vectors of 866 numbers, mostly zeros. */
export function parseVector(text: string): Float64Array {
  if (text === '{}') return new Float64Array(0)
  let length = 1
  for (let i = 1; i < text.length - 1; i += 1) if (text.charCodeAt(i) === COMMA) length += 1
  const vector = new Float64Array(length)
  let index = 0
  let value = 0
  let sign = 1
  for (let i = 1; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (c >= ZERO && c <= ZERO + 9) value = value * 10 + (c - ZERO)
    else if (c === MINUS) sign = -1
    else {
      vector[index] = sign * value
      index += 1
      value = 0
      sign = 1
    }
  }
  return vector
}

export const vectorTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8_ARRAY ? parseVector : pg.types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
}

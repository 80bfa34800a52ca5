import type { PythonLiteral } from './parse-python-literal'

export interface NumpyType {
  /** Bytes of one element. */
  bytes: number
  /** Some part of an element is a Python object, which is stored as a pickle. */
  holdsObjects: boolean
}

const PLAIN = /^[<>|=]?([biufcmMSUVO?])(\d{0,6})(\[\w+\])?$/
const POINTER_BYTES = 8

function plainType(text: string): NumpyType | null {
  const [, kind, digits] = PLAIN.exec(text) ?? []
  if (kind === undefined || digits === undefined) return null
  if (kind === 'O') return { bytes: POINTER_BYTES, holdsObjects: true }
  return { bytes: (kind === 'U' ? 4 : 1) * Number(digits === '' ? 1 : digits), holdsObjects: false }
}

function repeats(shape: PythonLiteral | undefined): number | null {
  const dims = shape === undefined ? [] : Array.isArray(shape) ? shape : [shape]
  return dims.every((dim) => typeof dim === 'number') ? dims.reduce((all: number, dim) => all * dim, 1) : null
}

function fieldType(field: PythonLiteral): NumpyType | null {
  if (!Array.isArray(field) || field.length < 2 || field.length > 3) return null
  const type = numpyType(field[1])
  const count = repeats(field[2])
  return type === null || count === null ? null : { ...type, bytes: type.bytes * count }
}

/** A type as NumPy describes it: a code, or a list of fields with codes or lists of their own. Null: it is none that NumPy writes. */
export function numpyType(descr: PythonLiteral | undefined): NumpyType | null {
  if (typeof descr === 'string') return plainType(descr)
  if (!Array.isArray(descr)) return null
  let whole: NumpyType = { bytes: 0, holdsObjects: false }
  for (const field of descr) {
    const type = fieldType(field)
    if (type === null) return null
    whole = { bytes: whole.bytes + type.bytes, holdsObjects: whole.holdsObjects || type.holdsObjects }
  }
  return whole
}

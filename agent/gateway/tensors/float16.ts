const view = new DataView(new ArrayBuffer(4))

/** IEEE 754 half precision, round to nearest even; Node 20 has no Float16Array. */
export function toHalf(value: number): number {
  view.setFloat32(0, value)
  const bits = view.getUint32(0)
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  const shifted = exponent - 112
  if (shifted >= 31) return sign | 0x7c00
  if (shifted <= 0) {
    if (shifted < -10) return sign
    const mantissa = fraction | 0x800000
    return sign | roundShift(mantissa, 14 - shifted)
  }
  // A carry out of the fraction moves into the exponent, which is what rounding up to the next power of two means.
  return sign | ((shifted << 10) + roundShift(fraction, 13))
}

function roundShift(value: number, bits: number): number {
  const kept = value >>> bits
  const rest = value & ((1 << bits) - 1)
  const half = 1 << (bits - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** 3,200 parts for the largest file; a bucket takes 10,000. */
export const PART_BYTES = 16 * 1024 * 1024

export interface UploadSize {
  sizeBytes: number
  partBytes: number
}

export function partCount({ sizeBytes, partBytes }: UploadSize): number {
  return Math.max(1, Math.ceil(sizeBytes / partBytes))
}

/** Parts are numbered from 1 and equal in size, but for the last; null: there is no such part. */
export function partSize(number: number, size: UploadSize): number | null {
  const count = partCount(size)
  if (!Number.isInteger(number) || number < 1 || number > count) return null
  return number < count ? size.partBytes : size.sizeBytes - (count - 1) * size.partBytes
}

export function missingParts(present: readonly { number: number }[], size: UploadSize): number[] {
  const numbers = new Set(present.map((part) => part.number))
  return Array.from({ length: partCount(size) }, (_, index) => index + 1).filter((number) => !numbers.has(number))
}

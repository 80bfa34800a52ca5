import { AppError } from '@/lib/kernel/app-error'
import type { PutOptions, StoredBlob } from './blob-store'

function refusal(reason: string, message: string): AppError {
  return new AppError('invalid', { message, details: { reason } })
}

/** What arrived against what the sender promised. */
export function requirePromised(stored: StoredBlob, options: PutOptions): void {
  const { expectedBytes, expectedSha256 } = options
  if (expectedBytes !== null && expectedBytes !== undefined && expectedBytes !== stored.sizeBytes)
    throw refusal(
      'truncated_upload',
      `${stored.sizeBytes} of ${expectedBytes} bytes arrived; nothing was kept. Upload again.`,
    )
  if (expectedSha256 !== null && expectedSha256 !== undefined && expectedSha256 !== stored.sha256)
    throw refusal(
      'digest_mismatch',
      `The bytes have the digest ${stored.sha256}, not the promised one; nothing was kept.`,
    )
}

export function requireSize(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes > maxBytes)
    throw new AppError('payload_too_large', { message: `The file is larger than ${maxBytes} bytes.` })
}

/** A part that another upload replaced, or that was never here. */
export function partGone(number: number): AppError {
  return new AppError('invalid', {
    message: `Part ${number} is not here as it was sent. Ask for the upload's state and send that part again.`,
    details: { reason: 'part_missing', part: number },
  })
}

/** The upload was collected, aborted or finished meanwhile. */
export function uploadGone(): AppError {
  return new AppError('gone', {
    message: 'This upload is no longer open: it was finished, aborted or collected after a day. Start a new one.',
    details: { reason: 'upload_gone' },
  })
}

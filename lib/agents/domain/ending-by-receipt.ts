import type { CommandTrigger } from './command-states'
import type { ReceiptPayload } from './receipt'

interface ReceiptedCommand {
  state: string
  fence: bigint
  planDigest: string
}

export interface ReceiptEnding {
  trigger: CommandTrigger
  code: string | null
  liveUnchanged: boolean
}

/**
 * What a verified receipt means for its command. Success is the plan's own digest, whatever the receipt calls itself; for a command
 * that was lost sight of the receipt is the journal's word.
 */
export function endingByReceipt(command: ReceiptedCommand, receipt: ReceiptPayload): ReceiptEnding {
  const isLost = command.state === 'UNKNOWN'
  const isApplied = receipt.afterDigest === command.planDigest && BigInt(receipt.fence) === command.fence
  const liveUnchanged = receipt.afterDigest === receipt.beforeDigest
  switch (receipt.result) {
    case 'SUCCEEDED':
      if (isApplied)
        return {
          trigger: isLost ? 'find-applied' : 'succeed',
          code: isLost ? 'recovered' : receipt.code,
          liveUnchanged: false,
        }
      return { trigger: isLost ? 'find-other' : 'fail', code: 'conflict', liveUnchanged }
    case 'FAILED':
      return { trigger: isLost ? 'find-other' : 'fail', code: receipt.code ?? 'failed', liveUnchanged }
    case 'CANCELLED':
      return { trigger: isLost ? 'find-other' : 'confirm-cancel', code: receipt.code ?? 'superseded', liveUnchanged }
    case 'REJECTED': {
      const trigger = command.state === 'LEASED' ? 'refuse' : isLost ? 'find-other' : 'fail'
      return { trigger, code: receipt.code ?? 'rejected', liveUnchanged: true }
    }
  }
}

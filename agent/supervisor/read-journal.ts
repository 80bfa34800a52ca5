import { z } from 'zod'
import { envelopeSchema } from '@/lib/agents/domain/dsse'
import type { JournalRecord } from '../journal/journal'
import type { OpenCommand } from './agent-context'

const acceptedSchema = z.object({ commandId: z.string(), leaseToken: z.string(), envelope: envelopeSchema })
const resultSchema = z.object({ commandId: z.string(), result: z.string() })

/** What the journal says about commands: ended ones with their result, and those whose end is missing. */
export function readJournal(records: readonly JournalRecord[]): {
  open: Map<string, OpenCommand>
  finished: Map<string, string>
} {
  const open = new Map<string, OpenCommand>()
  const finished = new Map<string, string>()
  for (const record of records) {
    if (record.type === 'ACCEPTED') {
      const { commandId, leaseToken, envelope } = acceptedSchema.parse(record)
      open.set(commandId, { leaseToken, envelope })
    }
    if (record.type === 'RESULT') {
      const { commandId, result } = resultSchema.parse(record)
      open.delete(commandId)
      finished.set(commandId, result)
    }
  }
  return { open, finished }
}

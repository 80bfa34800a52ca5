import { KeyRound } from 'lucide-react'
import { CopyCommand } from '@/components/ui/copy-command'

/** A secret on its only appearance. */
export function ShownOnce({ what, value, note }: { what: string; value: string; note: string }) {
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-2 font-medium">
        <KeyRound aria-hidden className="size-4 text-attention-mark" />
        This {what} is shown this once. Copy it now.
      </p>
      <CopyCommand command={value} label={`Copy the ${what}`} />
      <p className="text-muted">{note}</p>
    </div>
  )
}

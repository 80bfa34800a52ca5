'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

/** A command line to copy. */
export function CopyCommand({ command, label = 'Copy command' }: { command: string; label?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(command)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <div className="flex max-w-full items-start gap-2 rounded-sm border bg-sunken py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 flex-1 font-mono text-xs leading-5 break-all whitespace-pre-wrap">{command}</code>
      <button
        type="button"
        onClick={copy}
        aria-label={copied ? 'Copied' : label}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover"
      >
        {copied ? <Check aria-hidden className="size-3.5 text-good-mark" /> : <Copy aria-hidden className="size-3.5" />}
      </button>
    </div>
  )
}

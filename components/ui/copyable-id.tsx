'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { shortenId } from './shorten-id'

/** An id or digest: mono, middle-shortened, whole on hover, copied on click. */
export function CopyableId({ id, what = 'id', full = false }: { id: string; what?: string; full?: boolean }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(id)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <button
      type="button"
      onClick={copy}
      title={id}
      aria-label={`Copy ${what} ${id}`}
      className="group inline-flex max-w-full items-center gap-1 rounded-sm font-mono text-xs text-muted hover:text-ink"
    >
      <span className={full ? 'text-left break-all' : 'truncate'}>{full ? id : shortenId(id)}</span>
      {copied ? (
        <Check aria-hidden className="size-3 text-good-mark" />
      ) : (
        <Copy aria-hidden className="size-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
      )}
      <span aria-live="polite" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  )
}

'use client'
import { WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLive } from '@/components/api/live-provider'

/** Quiet, and only after some seconds: a restart of the server is no news. */
export function ConnectionBanner() {
  const { connection } = useLive()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (connection !== 'lost') {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), 4000)
    return () => clearTimeout(timer)
  }, [connection])
  if (!shown) return null
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b bg-attention-surface px-6 py-1.5 text-xs text-attention phone:px-4"
    >
      <WifiOff aria-hidden className="size-3.5 shrink-0" />
      The live line is lost and is being restored. Serving goes on without it; what you see may be old, and actions work
      once it is back.
    </div>
  )
}

'use client'
import { useNow } from '@/components/ui/use-now'
import { describeRunTime } from './format-logged'

interface RunTimeProps {
  run: { status: string; startMs: number; endMs: number | null }
}

/** How long a run took, or for how long it has been running. */
export function RunTime({ run }: RunTimeProps) {
  const now = useNow(run.endMs === null ? 1000 : 60_000)
  const text = describeRunTime(run, now)
  return text === null ? <span className="text-faint">–</span> : <span className="whitespace-nowrap">{text}</span>
}

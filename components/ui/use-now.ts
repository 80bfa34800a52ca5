'use client'
import { useEffect, useState } from 'react'

/** The reader's clock, null until mounted so that server and browser markup agree. */
export function useNow(everyMs = 1000): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

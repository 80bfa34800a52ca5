'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { reconnectDelayMs, roomOfWake, roomsToRefresh, wakeDelayMs } from './live-wake'
import { useWorkspace } from './workspace-context'

export interface LiveState {
  connection: 'connecting' | 'live' | 'lost'
  lastWakeAt: string | null
}

const Live = createContext<LiveState>({ connection: 'connecting', lastWakeAt: null })

export function useLive(): LiveState {
  return use(Live)
}

/** One event stream per tab; wakes of a room are gathered for a moment so that a burst costs one refresh. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const workspace = useWorkspace()
  const [state, setState] = useState<LiveState>({ connection: 'connecting', lastWakeAt: null })
  useEffect(() => {
    let source: EventSource | null = null
    let retry: ReturnType<typeof setTimeout> | undefined
    let attempt = 0
    const waiting = new Map<string, ReturnType<typeof setTimeout>>()
    const refresh = (room: string) => {
      waiting.delete(room)
      void client.invalidateQueries({ queryKey: [room] })
      setState((was) => ({ ...was, lastWakeAt: new Date().toISOString() }))
    }
    const onWake = (event: MessageEvent<string>) => {
      const room = roomOfWake(event.data)
      if (room === null) return
      for (const shown of roomsToRefresh(room))
        if (!waiting.has(shown)) waiting.set(shown, setTimeout(refresh, wakeDelayMs(shown), shown))
    }
    const connect = () => {
      source = new EventSource(`/api/v1/live?workspace=${encodeURIComponent(workspace)}`)
      source.onopen = () => {
        // What happened while the line was down is not replayed, so everything on screen is read again.
        if (attempt > 0) void client.invalidateQueries()
        attempt = 0
        setState((was) => ({ ...was, connection: 'live' }))
      }
      source.addEventListener('wake', onWake)
      source.onerror = () => {
        source?.close()
        setState((was) => ({ ...was, connection: 'lost' }))
        retry = setTimeout(connect, reconnectDelayMs(attempt))
        attempt += 1
      }
    }
    connect()
    return () => {
      source?.close()
      clearTimeout(retry)
      for (const timer of waiting.values()) clearTimeout(timer)
    }
  }, [client, workspace])
  return <Live value={state}>{children}</Live>
}

'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { reconnectDelayMs, roomOfWake, roomsToRefresh } from './live-wake'
import { useWorkspace } from './workspace-context'

export interface LiveState {
  connection: 'connecting' | 'live' | 'lost'
  lastWakeAt: string | null
}

const Live = createContext<LiveState>({ connection: 'connecting', lastWakeAt: null })

export function useLive(): LiveState {
  return use(Live)
}

/** One event stream per tab; wakes are gathered for 250 ms so that a burst costs one refresh per room. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const workspace = useWorkspace()
  const [state, setState] = useState<LiveState>({ connection: 'connecting', lastWakeAt: null })
  useEffect(() => {
    let source: EventSource | null = null
    let retry: ReturnType<typeof setTimeout> | undefined
    let flush: ReturnType<typeof setTimeout> | undefined
    let attempt = 0
    const rooms = new Set<string>()
    const onWake = (event: MessageEvent<string>) => {
      const room = roomOfWake(event.data)
      if (room === null) return
      for (const shown of roomsToRefresh(room)) rooms.add(shown)
      flush ??= setTimeout(() => {
        flush = undefined
        for (const name of rooms) void client.invalidateQueries({ queryKey: [name] })
        rooms.clear()
        setState((was) => ({ ...was, lastWakeAt: new Date().toISOString() }))
      }, 250)
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
      clearTimeout(flush)
    }
  }, [client, workspace])
  return <Live value={state}>{children}</Live>
}

import { liveHub, type Wake } from './live-hub'

const HEARTBEAT_MS = 15_000
/** Then the browser connects again and its rights are checked anew. */
const MAX_AGE_MS = 10 * 60_000
const MIN_GAP_MS = 200

/**
 * Server-sent events of one workspace: `wake` names the room whose data changed ("*" = all, after a gap). A burst in one room is
 * one event per 200 ms. The stream ends when `isStillAllowed` says no, when the caller leaves, or after ten minutes.
 */
export function liveStream(
  workspaceId: string,
  isStillAllowed: () => Promise<boolean>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop: () => void = () => undefined
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const pending = new Set<string>()
      let flush: NodeJS.Timeout | null = null
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const flushNow = () => {
        flush = null
        for (const room of pending) send(`event: wake\ndata: ${JSON.stringify({ room })}\n\n`)
        pending.clear()
      }
      const unsubscribe = liveHub().subscribe((wake: Wake | null) => {
        if (wake !== null && wake.workspaceId !== workspaceId) return
        pending.add(wake?.room ?? '*')
        flush ??= setTimeout(flushNow, MIN_GAP_MS)
      })
      const heartbeat = setInterval(() => {
        isStillAllowed()
          .then((allowed) => (allowed ? send(': beat\n\n') : stop()))
          .catch(() => stop())
      }, HEARTBEAT_MS)
      const end = setTimeout(() => stop(), MAX_AGE_MS)
      let isOpen = true
      stop = () => {
        if (!isOpen) return
        isOpen = false
        unsubscribe()
        clearInterval(heartbeat)
        clearTimeout(end)
        if (flush) clearTimeout(flush)
        signal.removeEventListener('abort', stop)
        try {
          controller.close()
        } catch {
          // The reader closed it first.
        }
      }
      signal.addEventListener('abort', stop)
      send('retry: 2000\nevent: ready\ndata: {}\n\n')
    },
    cancel: () => stop(),
  })
}

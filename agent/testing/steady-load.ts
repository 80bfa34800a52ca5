import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const ROW = [46, 21, 1, 0, 2, 0, 3, 1, 4, 2, 1, 2, 2, 2, 1, 1]

export interface Served {
  status: number
  predictionId: string
  variant: string
  generation: string
  /** When the answer was read, by this process's clock. */
  atMs: number
}

export interface Load {
  served: Served[]
  errors: string[]
  stop(): Promise<void>
}

/** Requests over kept connections until stopped, `pauseMs` apart on each; every answer and every failure is kept. */
export function steadyLoad(url: string, connections = 8, pauseMs = 0): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const body = JSON.stringify({ inputs: [{ name: 'input', datatype: 'FP32', shape: [1, 16], data: ROW }] })
  const served: Served[] = []
  const errors: string[] = []
  let stopped = false
  let n = 0

  const once = () =>
    new Promise<void>((resolve) => {
      n += 1
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-slipway-unit': `user-${n % 1000}`,
      }
      const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume()
        response.on('end', () => {
          const text = (name: string) => String(response.headers[name] ?? '')
          served.push({
            status: response.statusCode ?? 0,
            predictionId: text('x-slipway-prediction-id'),
            variant: text('x-slipway-variant'),
            generation: text('x-slipway-generation'),
            atMs: Date.now(),
          })
          resolve()
        })
      })
      outgoing.on('error', (error) => {
        errors.push(error.message)
        resolve()
      })
      outgoing.end(body)
    })
  const connection = async () => {
    while (!stopped) {
      await once()
      if (pauseMs > 0) await pause(pauseMs)
    }
  }
  const all = Promise.all(Array.from({ length: connections }, connection))
  return {
    served,
    errors,
    async stop() {
      stopped = true
      await all
      agent.destroy()
    },
  }
}

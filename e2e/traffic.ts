import { demo } from './demo'

/** One person of the census, as the demo's callers send them. */
const RECORD = {
  AGEP: 46,
  SCHL: 21,
  MAR: 1,
  RELP: 0,
  DIS: 2,
  ESP: 0,
  CIT: 3,
  MIG: 1,
  MIL: 4,
  ANC: 2,
  NATIVITY: 1,
  DEAR: 2,
  DEYE: 2,
  DREM: 2,
  SEX: 1,
  RAC1P: 1,
}

/** Sends one request through the gateway; answers the HTTP status. */
export async function predict(deployment: string, unit: string): Promise<number> {
  const response = await fetch(`${demo.gatewayUrl}/${deployment}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-slipway-unit': unit },
    body: JSON.stringify({ dataframe_records: [RECORD] }),
  })
  await response.arrayBuffer()
  return response.status
}

export interface Traffic {
  sent(): number
  failed(): number
  stop(): Promise<void>
}

/** Callers that keep asking until they are stopped; each waits for its answer before it asks again. */
export function startTraffic(deployment: string): Traffic {
  let stopped = false
  let sent = 0
  let failed = 0
  const caller = async (name: number) => {
    while (!stopped) {
      const status = await predict(deployment, `unit-${name}-${sent}`).catch(() => 0)
      sent += 1
      if (status !== 200) failed += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const callers = [caller(0), caller(1)]
  return {
    sent: () => sent,
    failed: () => failed,
    async stop() {
      stopped = true
      await Promise.all(callers)
    },
  }
}

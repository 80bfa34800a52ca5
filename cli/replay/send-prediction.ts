export interface Served {
  predictionId: string | null
  ok: boolean
}

/** One row through the gateway as MLflow clients send it; the answer's id is what its label will quote. */
export async function sendPrediction(gateway: string, record: object, unit: string): Promise<Served> {
  try {
    const response = await fetch(`${gateway}/invocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-slipway-unit': unit },
      body: JSON.stringify({ dataframe_records: [record] }),
      signal: AbortSignal.timeout(30_000),
    })
    await response.arrayBuffer()
    return { predictionId: response.headers.get('x-slipway-prediction-id'), ok: response.ok }
  } catch {
    return { predictionId: null, ok: false }
  }
}

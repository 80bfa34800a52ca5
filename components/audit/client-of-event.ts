/** The client program that an event was caused with, such as `mlflow-python-client/3.6.0`; null for people in a browser. */
export function clientOfEvent(data: unknown): string | null {
  const client = typeof data === 'object' && data !== null && 'client' in data ? data.client : null
  return typeof client === 'string' && client !== '' ? client : null
}

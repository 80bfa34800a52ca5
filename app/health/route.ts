export const dynamic = 'force-dynamic'

/** What MLflow clients ask. */
export function GET(): Response {
  return new Response('OK', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
}

import { isReady } from '@/lib/server/is-ready'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const ready = await isReady()
  const body = { status: ready ? 'ready' : 'not-ready' }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

import { ROUTES } from '@/app/api/route-manifest'
import { openApiDocument } from '@/lib/server/openapi'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return Response.json(await openApiDocument(ROUTES), { headers: { 'cache-control': 'public, max-age=300' } })
}

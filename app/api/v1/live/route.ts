import { liveResponse } from '@/lib/server/live-response'

export const dynamic = 'force-dynamic'

export const GET = (request: Request): Promise<Response> => liveResponse(request)

import { authResponse } from '@/lib/identity/oidc/auth-response'

export const dynamic = 'force-dynamic'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

async function handle(request: Request, { params }: Context): Promise<Response> {
  return authResponse(request, (await params).nextauth)
}

export const GET = handle
export const POST = handle

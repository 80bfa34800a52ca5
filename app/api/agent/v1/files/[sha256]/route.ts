import { fileRoute } from '@/lib/agents/file-route'

export const GET = fileRoute

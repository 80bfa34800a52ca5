import { completeRoute } from '@/lib/registry/complete-route'

export const POST = completeRoute

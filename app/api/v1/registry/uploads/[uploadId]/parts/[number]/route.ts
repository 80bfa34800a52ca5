import { partRoute } from '@/lib/registry/part-route'

export const PUT = partRoute

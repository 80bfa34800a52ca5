'use client'
import { useRead } from '@/components/api/use-read'
import { clientList } from '@/lib/registry/client-contract'
import { registryRules } from '@/lib/registry/domain/registry-rules'

export const RULES_PATH = '/api/v1/registry/rules'

export function useRules() {
  return useRead({ key: ['registry', 'get-rules'], path: RULES_PATH, output: registryRules })
}

export function useClients() {
  return useRead({ key: ['registry', 'list-clients'], path: '/api/v1/registry/clients', output: clientList })
}

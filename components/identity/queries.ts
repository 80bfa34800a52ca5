'use client'
import { useRead } from '@/components/api/use-read'
import { environmentList, memberPage, sessionList, tokenPage } from '@/lib/identity/contract'

export function useEnvironments(enabled = true) {
  return useRead({
    key: ['identity', 'list-environments'],
    path: '/api/v1/identity/environments',
    output: environmentList,
    enabled,
  })
}

export function useMembers(query: { cursor?: string; q?: string }) {
  return useRead({ key: ['identity', 'list-members'], path: '/api/v1/identity/members', query, output: memberPage })
}

export function useTokens() {
  return useRead({ key: ['identity', 'list-tokens'], path: '/api/v1/identity/tokens', output: tokenPage })
}

export function useSessions() {
  return useRead({ key: ['identity', 'list-sessions'], path: '/api/v1/identity/sessions', output: sessionList })
}

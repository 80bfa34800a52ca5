'use client'
import { useRead } from '@/components/api/use-read'
import { auditEventDetail, auditEventPage, facetsOutput, historyPage } from '@/lib/audit/contract'

export function useEvents(query: {
  cursor?: string
  actor?: string
  type?: string
  resource?: string
  environment?: string
  outcome?: string
  limit?: number
}) {
  return useRead({ key: ['audit', 'list-events'], path: '/api/v1/audit/events', query, output: auditEventPage })
}

export function useEvent(eventId: string) {
  return useRead({
    key: ['audit', 'get-event'],
    path: `/api/v1/audit/events/${encodeURIComponent(eventId)}`,
    output: auditEventDetail,
  })
}

export function useHistory(resource: string) {
  return useRead({
    key: ['audit', 'history'],
    path: '/api/v1/audit/history',
    query: { resource, limit: 50 },
    output: historyPage,
  })
}

export function useFacets() {
  return useRead({ key: ['audit', 'facets'], path: '/api/v1/audit/facets', output: facetsOutput })
}

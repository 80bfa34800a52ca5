'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '@/components/api/api-error'
import type { Permission } from '@/lib/identity/domain/permissions'
import { DeniedState } from './denied-state'
import { ErrorState } from './error-state'
import { LoadingRows } from './loading-rows'

interface QueryViewProps<T> {
  query: UseQueryResult<T, Error>
  /** Needed to read it; named when it is missing. */
  permission: Permission
  what?: string
  loading?: ReactNode
  children: (data: T) => ReactNode
}

/** The four states of everything that is read: loading, denied, error, content. Old content stays while it is read again. */
export function QueryView<T>({ query, permission, what, loading, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error instanceof ApiError && query.error.status === 403)
    return <DeniedState permission={permission} what={what} />
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} what={what} />
  return loading ?? <LoadingRows />
}

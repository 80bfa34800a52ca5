'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useMe } from '@/components/api/use-me'
import { EmptyState } from '@/components/feedback/empty-state'
import { ErrorState } from '@/components/feedback/error-state'
import { Skeleton } from '@/components/ui/skeleton'

/** To the first workspace of the person; one without any is told whom to ask. */
export function HomeRedirect() {
  const me = useMe()
  const router = useRouter()
  const first = me.data?.workspaces[0]?.slug
  useEffect(() => {
    if (first !== undefined) router.replace(`/${first}`)
  }, [first, router])
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      {me.error ? (
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      ) : me.data && first === undefined ? (
        <EmptyState
          title="You are in no workspace yet"
          text="A security admin adds you to one under Settings, Members. Then reload this page."
        />
      ) : (
        <Skeleton className="h-7 w-full" />
      )}
    </main>
  )
}

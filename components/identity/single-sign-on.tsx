'use client'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/components/api/fetch-json'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'

const csrfAnswer = z.object({ csrfToken: z.string() })
const addressAnswer = z.object({ url: z.string() })

async function providerAddress(callbackUrl: string): Promise<string> {
  const { csrfToken } = await fetchJson('/api/auth/csrf', { output: csrfAnswer })
  const body = { csrfToken, callbackUrl, json: 'true' }
  return (await fetchJson('/api/auth/signin/oidc', { method: 'POST', body, output: addressAnswer })).url
}

interface SingleSignOnProps {
  /** What the organisation calls its identity provider. */
  name: string
  next: string
  /** Code that a failed attempt brought back in the address. */
  failure: string | null
}

export function SingleSignOn({ name, next, failure }: SingleSignOnProps) {
  const start = useMutation<string, Error, void>({
    mutationFn: () => providerAddress(next),
    onSuccess: (url) => location.assign(url),
  })
  const refused =
    failure === null
      ? null
      : new Error(
          failure === 'AccessDenied'
            ? `${name} knows you, but this account may not sign in here. Ask a security admin.`
            : `Signing in with ${name} did not work. Try again.`,
        )
  return (
    <div className="grid gap-3">
      <Button size="lg" busy={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
        Continue with {name}
      </Button>
      <InlineError error={start.error ?? refused} />
    </div>
  )
}

'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { fetchJson } from '@/components/api/fetch-json'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Mark } from '@/components/shell/mark'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { signInResponse } from '@/lib/identity/contract'
import { nextPath } from './next-path'
import { SingleSignOn } from './single-sign-on'

const form = z.object({
  email: z.string().min(1, 'Enter your e-mail address.'),
  password: z.string().min(1, 'Enter your password.'),
})
type Credentials = z.output<typeof form>

function SignInForm() {
  const params = useSearchParams()
  const { register, handleSubmit, formState } = useForm<Credentials>({
    resolver: zodResolver(form),
    defaultValues: { email: '', password: '' },
  })
  const signIn = useMutation<unknown, Error, Credentials>({
    mutationFn: (credentials) =>
      fetchJson('/api/v1/identity/sign-in', { method: 'POST', body: credentials, output: signInResponse }),
    // A whole page load: nothing of the stranger's page survives into the session.
    onSuccess: () => location.assign(nextPath(params.get('next'))),
  })
  const submit = handleSubmit((credentials) => signIn.mutate(credentials))
  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <Field label="E-mail" error={formState.errors.email?.message}>
        <Input {...register('email')} type="email" autoComplete="username" autoFocus />
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        <Input {...register('password')} type="password" autoComplete="current-password" />
      </Field>
      <InlineError error={signIn.error} />
      <Button type="submit" tone="primary" size="lg" busy={signIn.isPending || signIn.isSuccess}>
        Sign in
      </Button>
    </form>
  )
}

interface SignInScreenProps {
  /** Accounts with a password that Slipway keeps itself. */
  local: boolean
  sso: { name: string } | null
}

function SignInWays({ local, sso }: SignInScreenProps) {
  const params = useSearchParams()
  return (
    <div className="grid gap-6">
      {sso ? <SingleSignOn name={sso.name} next={nextPath(params.get('next'))} failure={params.get('error')} /> : null}
      {local ? <SignInForm /> : null}
    </div>
  )
}

export function SignInScreen(ways: SignInScreenProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-2.5 text-lg font-semibold">
          <Mark className="size-7 text-accent" />
          Slipway
        </div>
        <h1 className="mb-5 text-xl font-semibold text-balance">Sign in to launch, watch and haul back your models.</h1>
        <Suspense>
          <SignInWays {...ways} />
        </Suspense>
        {ways.local ? (
          <p className="mt-6 text-xs text-muted">
            Accounts of the demo workspace are printed by{' '}
            <code className="font-mono whitespace-nowrap">npm run up</code>. A forgotten password is reset by a security
            admin of your workspace.
          </p>
        ) : null}
      </div>
    </main>
  )
}

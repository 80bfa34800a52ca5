import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInScreen } from '@/components/identity/sign-in-screen'
import { signInOptions } from '@/lib/identity/sign-in-options'
import { findPerson } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage() {
  if (await findPerson()) redirect('/')
  return <SignInScreen {...signInOptions()} />
}

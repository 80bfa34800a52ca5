import type { Metadata } from 'next'
import { RolloutScreen } from '@/components/rollouts/rollout-screen'

export const metadata: Metadata = { title: 'Rollout' }

export default async function RolloutPage({ params }: { params: Promise<{ rolloutId: string }> }) {
  const { rolloutId } = await params
  return <RolloutScreen rolloutId={rolloutId} />
}

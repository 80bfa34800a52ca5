import type { Metadata } from 'next'
import { DeploymentsScreen } from '@/components/rollouts/deployments-screen'

export const metadata: Metadata = { title: 'Deployments' }

export default function DeploymentsPage() {
  return <DeploymentsScreen />
}

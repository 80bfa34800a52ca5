'use client'
import { useRead } from '@/components/api/use-read'
import { replaySchema } from '@/lib/monitoring/replay-contract'
import { monitoringPath } from './queries'

export function useReplay(deploymentId: string) {
  return useRead({
    key: ['monitoring', 'replay'],
    path: monitoringPath(deploymentId, 'replay'),
    output: replaySchema,
    everyMs: 3000,
  })
}

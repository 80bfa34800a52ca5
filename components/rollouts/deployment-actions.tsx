'use client'
import { Ban, CirclePause, CirclePlay, EllipsisVertical, FastForward, Rocket, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { usePageKeys } from '@/components/shell/use-page-keys'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { AutomationDialog } from './automation-dialog'
import { PersonActionDialog } from './person-action-dialog'
import { PromoteDialog } from './promote-dialog'
import { RetireDialog } from './retire-dialog'
import { RollbackDialog } from './rollback-dialog'
import { useAskedAction } from './use-asked-action'

type Open = 'promote' | 'ship' | 'rollback' | 'pause' | 'resume' | 'advance' | 'abort' | 'automation' | 'retire' | null
const PERSON = { pause: 'pause', resume: 'resume', advance: 'advance', ship: 'promote', abort: 'abort' } as const
const PERSON_KEYS = ['pause', 'resume', 'advance', 'ship', 'abort'] as const
const RESUMABLE: readonly string[] = ['PAUSED', 'HELD']

/** Promote, roll back, pause: always here, always saying their effect; the rest in the menu. */
export function DeploymentActions({ deployment }: { deployment: DeploymentView }) {
  const [open, setOpen] = useState<Open>(null)
  const request = useCan('rollouts:request')
  const rollBack = useCan('rollouts:roll-back')
  const pause = useCan('rollouts:pause')
  const advance = useCan('rollouts:advance')
  const abort = useCan('rollouts:abort')
  const kill = useCan('rollouts:kill')
  const rollout = deployment.rollout
  const resumable = rollout !== null && RESUMABLE.includes(rollout.status)
  const close = (shown: boolean) => setOpen((was) => (shown ? was : null))
  const retired = deployment.state === 'RETIRED' ? 'This deployment is retired.' : null
  const busy = rollout === null ? null : `Rollout ${rollout.number} is open. It ends first, or is aborted.`
  const canPromote = retired ?? request.refusal ?? busy
  const canRollBack = retired ?? rollBack.refusal
  const promote: Open = rollout ? (advance.refusal ? null : 'ship') : canPromote ? null : 'promote'
  const back: Open = canRollBack ? null : 'rollback'
  usePageKeys({ p: promote ? () => setOpen(promote) : undefined, b: back ? () => setOpen(back) : undefined })
  useAskedAction((asked) => setOpen(asked === 'promote' ? promote : asked === 'roll-back' ? back : null))
  return (
    <>
      {rollout === null ? (
        <Button tone="primary" icon={<Rocket aria-hidden />} refusal={canPromote} onClick={() => setOpen('promote')}>
          Promote
        </Button>
      ) : (
        <Button tone="primary" icon={<Rocket aria-hidden />} refusal={advance.refusal} onClick={() => setOpen('ship')}>
          Promote v{rollout.candidateVersion}
        </Button>
      )}
      <Button icon={<Undo2 aria-hidden />} refusal={canRollBack} onClick={() => setOpen('rollback')}>
        Roll back
      </Button>
      {rollout === null ? null : (
        <Button
          icon={resumable ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
          refusal={pause.refusal}
          onClick={() => setOpen(resumable ? 'resume' : 'pause')}
        >
          {resumable ? 'Resume' : 'Pause'}
        </Button>
      )}
      <Menu
        trigger={
          <Button
            tone="quiet"
            size="icon"
            className="phone:max-w-11"
            aria-label="More actions"
            icon={<EllipsisVertical aria-hidden />}
          />
        }
      >
        <MenuItem
          icon={<FastForward aria-hidden />}
          refusal={rollout === null ? 'No rollout is open.' : advance.refusal}
          onClick={() => setOpen('advance')}
        >
          Advance to the next step
        </MenuItem>
        <MenuItem
          icon={<Ban aria-hidden />}
          refusal={rollout === null ? 'No rollout is open.' : abort.refusal}
          onClick={() => setOpen('abort')}
        >
          Abort the rollout
        </MenuItem>
        <MenuItem refusal={retired ?? kill.refusal} onClick={() => setOpen('automation')}>
          {deployment.automationOff ? 'Switch automation on' : 'Switch automation off'}
        </MenuItem>
        <MenuItem harm refusal={retired ?? kill.refusal} onClick={() => setOpen('retire')}>
          Retire the deployment
        </MenuItem>
      </Menu>
      <PromoteDialog deployment={deployment} open={open === 'promote'} onOpenChange={close} />
      <RollbackDialog deployment={deployment} open={open === 'rollback'} onOpenChange={close} />
      {rollout
        ? PERSON_KEYS.map((key) => (
            <PersonActionDialog
              key={key}
              action={PERSON[key]}
              deployment={deployment}
              rollout={rollout}
              open={open === key}
              onOpenChange={close}
            />
          ))
        : null}
      <AutomationDialog deployment={deployment} open={open === 'automation'} onOpenChange={close} />
      <RetireDialog deployment={deployment} open={open === 'retire'} onOpenChange={close} />
    </>
  )
}

import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { RolloutDetail } from '@/lib/rollouts/contract'
import { describeReason } from './describe-wait'

/** The name under which the engine acts when no person does. */
const ENGINE = 'rollouts.evaluate'

export function RolloutEvents({ events }: { events: RolloutDetail['events'] }) {
  return (
    <ol className="divide-y border-y">
      {[...events].reverse().map((event) => (
        <li key={event.n} className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-4 py-1.5 phone:grid-cols-1">
          <StatusLine state={event.toStatus} />
          <span className="min-w-0">
            <span className="text-muted">
              <TimeText at={event.at} seconds />, {event.actorName === ENGINE ? 'by itself' : event.actorName}
            </span>
            {event.reason ? <span className="block">{describeReason(event.reason)}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}

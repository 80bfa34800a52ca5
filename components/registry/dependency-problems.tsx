import { StatusLine } from '@/components/ui/status-line'
import type { DependencyReportView } from '@/lib/registry/dependency-contract'

const LOOK: Record<DependencyReportView['problems'][number]['kind'], { state: string; word: string }> = {
  conflict: { state: 'HARM', word: 'Conflict' },
  duplicate: { state: 'suspicious', word: 'Duplicate' },
  unreadable: { state: 'UNKNOWN', word: 'Not readable' },
  'missing-file': { state: 'suspicious', word: 'Missing file' },
  unnamed: { state: 'UNKNOWN', word: 'No package name' },
}

export function DependencyProblems({ problems }: { problems: DependencyReportView['problems'] }) {
  if (problems.length === 0) return null
  return (
    <ul aria-label="Problems of the dependencies" className="divide-y border-y">
      {problems.map((problem) => (
        <li key={`${problem.kind} ${problem.message}`} className="flex flex-wrap gap-x-3 gap-y-1 py-1.5">
          <StatusLine state={LOOK[problem.kind].state}>{LOOK[problem.kind].word}</StatusLine>
          <span className="min-w-0 break-words">{problem.message}</span>
        </li>
      ))}
    </ul>
  )
}

'use client'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { DependencyList } from './dependency-list'
import { DependencyProblems } from './dependency-problems'
import { describeDependencies } from './describe-dependencies'
import { useDependencies } from './queries'
import { VulnerabilitiesSection } from './vulnerabilities-section'

export function DependenciesTab({ versionId }: { versionId: string }) {
  const query = useDependencies(versionId)
  return (
    <QueryView query={query} permission="registry:read" what="the dependencies">
      {(report) =>
        report.files.length === 0 ? (
          <EmptyState
            title="Nothing is stated"
            text="Add requirements.txt, conda.yaml or python_env.yaml to the files of a version, and what it needs is listed and checked here. An ONNX model needs no Python packages to be served."
          />
        ) : (
          <div className="grid gap-6">
            <p>
              {describeDependencies(report)}{' '}
              <span className="text-muted">
                Conditions are evaluated for Linux,{' '}
                {report.python === null ? 'Python not stated' : `Python ${report.python}`}.
              </span>
            </p>
            <DependencyProblems problems={report.problems} />
            <VulnerabilitiesSection versionId={versionId} />
            {report.dependencies.length > 0 ? <DependencyList dependencies={report.dependencies} /> : null}
          </div>
        )
      }
    </QueryView>
  )
}

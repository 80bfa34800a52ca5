import { StatusLine } from '@/components/ui/status-line'
import type { DependencyView } from '@/lib/registry/dependency-contract'

function asked(one: DependencyView): string {
  if (one.url !== null) return `from ${one.url}`
  return one.specifier === '' ? 'any version' : one.specifier
}

function Row({ one }: { one: DependencyView }) {
  const places = one.from.map((at) => (at.line === null ? at.path : `${at.path}:${at.line}`)).join(', ')
  const extras = one.extras.length > 0 ? `[${one.extras.join(', ')}]` : ''
  return (
    <tr className={one.applies === false ? 'text-muted' : undefined}>
      <th scope="row" className="py-1 pr-4 text-left align-top font-normal break-words">
        <code className="font-mono text-xs">
          {one.name}
          {extras}
        </code>
        {one.role === 'build' ? <span className="text-xs text-faint"> to build</span> : null}
        <span className="hidden text-xs text-muted phone:block">{places}</span>
      </th>
      <td className="py-1 pr-4 align-top break-words">{asked(one)}</td>
      <td className="py-1 pr-4 align-top">
        {one.applies === false ? (
          <span>not here</span>
        ) : one.pinned === null ? (
          <StatusLine state="suspicious">unpinned</StatusLine>
        ) : (
          <StatusLine state="PASS">pinned</StatusLine>
        )}
        {one.marker === null ? null : <span className="block text-xs text-muted">only if {one.marker}</span>}
      </td>
      <td className="py-1 align-top text-xs text-muted phone:hidden">{places}</td>
    </tr>
  )
}

/** Everything that the files ask for; what does not count on Linux is shown, but steps back. */
export function DependencyList({ dependencies }: { dependencies: readonly DependencyView[] }) {
  return (
    <div className="overflow-x-auto">
      <table aria-label="Dependencies" className="w-full">
        <thead>
          <tr className="border-b text-left text-xs text-muted">
            {['Package', 'Asked for', 'Pin', 'Stated in'].map((head) => (
              <th key={head} scope="col" className="h-8 pr-4 font-medium phone:last:hidden">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {dependencies.map((one) => (
            <Row key={`${one.key} ${one.specifier} ${one.marker} ${one.role} ${one.extras.join()}`} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

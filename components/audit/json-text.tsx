export function JsonText({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <p className="text-muted">nothing recorded</p>
  return (
    <pre className="overflow-x-auto rounded-sm border bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}

export function KeyHint({ keys }: { keys: string }) {
  return <kbd className="rounded-[4px] border bg-sunken px-1 font-sans text-xs text-muted">{keys}</kbd>
}

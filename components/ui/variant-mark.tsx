import { type VariantRole, variantLook } from './variant-look'

interface VariantMarkProps {
  role: VariantRole
  versionNumber: number
  ordinal?: number
  showRole?: boolean
}

/** "■ v4 candidate": the same mark wherever the variant appears. */
export function VariantMark({ role, versionNumber, ordinal, showRole = true }: VariantMarkProps) {
  const look = variantLook(role, ordinal)
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span
        aria-hidden
        className="size-2.5 rounded-[3px] border-[1.5px]"
        style={{
          borderColor: look.color,
          borderStyle: look.dash ? 'dashed' : 'solid',
          background: look.dash ? 'transparent' : look.color,
        }}
      />
      <span className="font-medium">v{versionNumber}</span>
      {showRole ? <span className="text-muted">{look.word}</span> : null}
    </span>
  )
}

import { prepareSparkline } from './prepare-sparkline'

interface SparklineProps {
  values: readonly (number | null)[]
  /** What it shows, with unit and newest value: the words are the accessible content. */
  label: string
  color?: string
}

export function Sparkline({ values, label, color = 'var(--variant-stable)' }: SparklineProps) {
  const paths = prepareSparkline(values)
  return (
    <svg
      role="img"
      aria-label={paths.length === 0 ? `${label}: no data` : label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className="h-6 w-24"
    >
      {paths.length === 0 ? (
        <line
          x1="0"
          x2="100"
          y1="22"
          y2="22"
          stroke="var(--line-strong)"
          strokeDasharray="2 4"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
      {paths.map((path) => (
        <path key={path} d={path} fill="none" stroke={color} strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}

import { Checkbox } from '@/components/ui/checkbox'

/** Rows that can be ticked one by one. */
export interface Pick<T> {
  /** Of the column of ticks. */
  header: string
  isOn: (row: T) => boolean
  onChange: (row: T, isOn: boolean) => void
  /** What ticking this row means, for those who do not see the row around it. */
  label: (row: T) => string
}

interface RowPickProps<T> {
  row: T
  pick: Pick<T>
  /** Of the label around the box: all of it takes the tap. */
  className?: string
}

export function RowPick<T>({ row, pick, className }: RowPickProps<T>) {
  return (
    <Checkbox checked={pick.isOn(row)} onCheckedChange={(isOn) => pick.onChange(row, isOn)} className={className}>
      <span className="sr-only">{pick.label(row)}</span>
    </Checkbox>
  )
}

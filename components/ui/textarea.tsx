import { Field } from '@base-ui/react/field'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { controlClass } from './control-class'

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <Field.Control
      render={<textarea rows={rows} {...rest} />}
      className={clsx(controlClass, 'w-full py-1.5 phone:text-base', className)}
    />
  )
}

import { Button as BaseButton } from '@base-ui/react/button'
import clsx from 'clsx'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { Tooltip } from './tooltip'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'ref'>, ButtonLook {
  icon?: ReactNode
  busy?: boolean
  /** Why the button cannot be pressed and who can; shown on hover and focus, read out by screen readers. */
  refusal?: string | null
}

/** A refused button stays focusable, so that its reason can be found with the keyboard. */
export function Button({
  tone,
  size,
  icon,
  busy = false,
  refusal,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const off = disabled === true || busy || Boolean(refusal)
  const button = (
    <BaseButton
      type="button"
      {...rest}
      disabled={off}
      focusableWhenDisabled={Boolean(refusal) || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonClass({ tone, size }), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </BaseButton>
  )
  return refusal ? <Tooltip text={refusal}>{button}</Tooltip> : button
}

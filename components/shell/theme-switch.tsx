'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'
import { applyTheme, THEMES, type Theme, themeOf } from './theme'

const ICON = { system: Monitor, light: Sun, dark: Moon }
const WORD = { system: 'As the system', light: 'Light', dark: 'Dark' }

export function ThemeSwitch({ onChange }: { onChange?: (theme: Theme) => void }) {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(themeOf(document.documentElement.dataset['theme'])), [])
  return (
    <div role="radiogroup" aria-label="Theme" className="flex gap-0.5 rounded-sm border bg-sunken p-0.5">
      {THEMES.map((name) => {
        const Icon = ICON[name]
        return (
          // biome-ignore lint/a11y/useSemanticElements: a segmented control; native radios cannot hold an icon button
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={theme === name}
            title={WORD[name]}
            onClick={() => {
              setTheme(name)
              applyTheme(name)
              onChange?.(name)
            }}
            className="flex h-7 flex-1 items-center justify-center gap-1.5 rounded-sm px-2 text-xs text-muted aria-checked:bg-surface aria-checked:text-ink phone:h-10"
          >
            <Icon aria-hidden className="size-3.5" />
            <span className={name === 'system' ? 'sr-only' : undefined}>{WORD[name]}</span>
          </button>
        )
      })}
    </div>
  )
}

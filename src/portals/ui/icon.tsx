/** Line drawings of our own on a 24 × 24 grid. They never stand alone: a word is always beside them. */
const drawings = {
  home: 'M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6',
  company: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  history: 'M5 4h14v17H5zM9 9h6M9 13h6M9 17h4',
  settings: 'M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h9M17 17h3M15 15v4',
  check: 'M5 13l4.5 4.5L19 7',
  stop: 'M6 6l12 12M18 6 6 18',
  pending: 'M12 7v5l3 3M12 3a9 9 0 1 0 .01 0',
  info: 'M12 11v6M12 7.5v.1M12 3a9 9 0 1 0 .01 0',
  done: 'M8 12.5l3 3 5-6M12 3a9 9 0 1 0 .01 0',
  warning: 'M12 10v4M12 17v.1M12 4 2.8 20h18.4z',
  error: 'M12 7v6M12 16.5v.1M8 3h8l5 5v8l-5 5H8l-5-5V8z',
  person: 'M12 4a4 4 0 1 0 .01 0M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  next: 'M9 5l7 7-7 7',
  shield: 'M12 3l7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6z',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}

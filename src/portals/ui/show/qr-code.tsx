import type { ComponentChildren } from 'preact'
import { qrPath } from './qr-path.ts'

interface QrCodeProps {
  /** What who reads it gets: an address. */
  text: string
  /** What it is for, to who cannot see it. */
  label: string
  /** Beneath it, for everybody. */
  children: ComponentChildren
  /** Where a screen is shown to somebody, who has a camera. */
  onScreen?: boolean
}

/** A QR code, for paper unless said otherwise: a screen has a link instead. */
export function QrCode({ text, label, children, onScreen = false }: QrCodeProps) {
  const { size, path } = qrPath(text)
  return (
    <figure class={onScreen ? 'qr on-screen' : 'qr'}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${String(size)} ${String(size)}`}>
        <path d={path} />
      </svg>
      <figcaption>{children}</figcaption>
    </figure>
  )
}

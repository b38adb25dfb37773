import type { ComponentChildren } from 'preact'
import { qrPath } from './qr-path.ts'

interface QrCodeProps {
  /** What who reads it gets: an address. */
  text: string
  /** What it is for, to who cannot see it. */
  label: string
  /** Beneath it, for everybody. */
  children: ComponentChildren
}

/** A QR code for paper: a screen has a link instead. */
export function QrCode({ text, label, children }: QrCodeProps) {
  const { size, path } = qrPath(text)
  return (
    <figure class="qr">
      <svg role="img" aria-label={label} viewBox={`0 0 ${String(size)} ${String(size)}`}>
        <path d={path} />
      </svg>
      <figcaption>{children}</figcaption>
    </figure>
  )
}

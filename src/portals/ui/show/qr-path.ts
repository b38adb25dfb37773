import { encode } from 'uqr'

export interface QrPath {
  /** Modules on a side, with the quiet zone around. */
  size: number
  /** Dark modules as an SVG path; one unit is one module. Browsers and pdfkit draw it alike. */
  path: string
}

/** What ISO/IEC 18004 wants left white around the code. */
const quietZone = 4

/** A QR code that 15 % of may be lost of, as paper that is folded and kept loses some. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const runs = data.flatMap((row, y) =>
    runsIn(row).map(([x, length]) => `M${String(x)} ${String(y)}h${String(length)}v1h-${String(length)}z`),
  )
  return { size, path: runs.join('') }
}

/** Where dark modules begin in a row, and how many stand side by side: a third of the path of single ones. */
function runsIn(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1)
    if (!dark) continue
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  }
  return runs
}

import { tolerance, type Growth } from './growth.ts'

const width = 640
const height = 300
const left = 56
const right = 540
const top = 24
const bottom = 240
/** Speed against the smallest city, from top to bottom. */
const [fastest, slowest] = [1.6, 0.2]
const dashes = ['none', '8 4', '2 3', '10 3 2 3', '4 6']

/** How speed changes as the city grows: one line a job, and the band within which it counts as flat: a larger city may be faster. */
export function plotOf(growth: readonly Growth[]): string {
  const sizes = growth[0]?.points.map(({ residents }) => residents) ?? []
  const x = (residents: number) => xOf(residents, sizes)
  const lines = growth.map(({ job, points }, place) => {
    const path = points.map(({ residents, speed }) => `${x(residents)},${yOf(speed.median)}`).join(' ')
    const dash = dashes[place % dashes.length] ?? 'none'
    return `<polyline class="line" stroke-dasharray="${dash}" points="${path}"><title>${job}</title></polyline>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-labelledby="title">
<title id="title">Speed as the city grows, against the smallest city (1 is as fast)</title>
<style>
text { font: 13px sans-serif; fill: #333 }
.grid { stroke: #ccc } .band { fill: #8884 } .line { fill: none; stroke: #1a5fb4; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } .line { stroke: #99c1f1 } }
</style>
<rect class="band" x="${String(left)}" width="${String(right - left)}" y="${String(top)}" height="${String(Number(yOf(1 - tolerance)) - top)}"/>
${[0.25, 0.5, 0.75, 1, 1.25, 1.5].map(gridLine).join('\n')}
${sizes.map((size) => `<text x="${x(size)}" y="${String(bottom + 20)}" text-anchor="middle">${size.toLocaleString('en')}</text>`).join('\n')}
<text x="${String((left + right) / 2)}" y="${String(bottom + 42)}" text-anchor="middle">residents</text>
${lines.join('\n')}
${labelsOf(growth).join('\n')}
</svg>
`
}

function gridLine(speed: number): string {
  const y = yOf(speed)
  return `<line class="grid" x1="${String(left)}" x2="${String(right)}" y1="${y}" y2="${y}"/><text x="${String(left - 8)}" y="${String(Number(y) + 4)}" text-anchor="end">${String(speed)}×</text>`
}

/** Beside the end of each line; apart where two end close together. */
function labelsOf(growth: readonly Growth[]): string[] {
  const ends = growth
    .map(({ job, points }) => ({ job, y: Number(yOf(points.at(-1)?.speed.median ?? 1)) }))
    .sort((a, b) => a.y - b.y)
  let lowest = -Infinity
  return ends.map(({ job, y }) => {
    lowest = Math.max(y, lowest + 15)
    return `<text x="${String(right + 8)}" y="${String(lowest + 4)}">${job}</text>`
  })
}

function xOf(residents: number, sizes: readonly number[]): string {
  const [first = 1, last = 10] = [sizes[0], sizes.at(-1)]
  const share = Math.log(residents / first) / Math.log(last / first)
  return (left + share * (right - left)).toFixed(1)
}

function yOf(speed: number): string {
  const share = (fastest - Math.min(fastest, Math.max(slowest, speed))) / (fastest - slowest)
  return (top + share * (bottom - top)).toFixed(1)
}

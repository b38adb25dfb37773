import { modules } from '../../architecture.mjs'

const box = { width: 190, height: 58 }
const gap = { x: 26, y: 74 }
const margin = 24

interface Placed {
  name: string
  x: number
  y: number
  width: number
}

/** Used by everybody, or using everybody: drawn as a bar over the whole width, for their lines would hide the others. */
const isBar = (name: string) => modules[name]?.kind === 'ground' || modules[name]?.kind === 'portal'

/** How many steps a module stands above the ground: one more than the highest it uses. */
function levelOf(name: string): number {
  const uses = modules[name]?.uses ?? []
  return uses.length === 0 ? 0 : 1 + Math.max(...uses.map(levelOf))
}

/** The highest level first; within one, in the order of the table. */
function place(): Placed[] {
  const levels = Map.groupBy(Object.keys(modules), levelOf)
  const widest = Math.max(...[...levels.values()].map(({ length }) => length))
  const width = widest * box.width + (widest - 1) * gap.x
  return [...levels].flatMap(([level, names]) => {
    const own = names.length * box.width + (names.length - 1) * gap.x
    const y = margin + (levels.size - 1 - level) * (box.height + gap.y)
    return names.map((name, index) =>
      isBar(name)
        ? { name, x: margin, y, width }
        : { name, x: margin + (width - own) / 2 + index * (box.width + gap.x), y, width: box.width },
    )
  })
}

/** docs/architecture.svg: the table as a map. Arrows point at what is used; a bar is used by all above it, or uses all below. */
export function architectureDrawing(): string {
  const places = place()
  const width = Math.max(...places.map((one) => one.x + one.width)) + margin
  const height = Math.max(...places.map(({ y }) => y + box.height)) + margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif">`,
    '<title>Who may use whom in Azukari (architecture.mjs)</title>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">',
    '<path d="M0 0 8 4 0 8z" fill="#4d4d4d"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...arrows(places),
    ...places.map(drawBox),
    '</svg>',
    '',
  ].join('\n')
}

function arrows(places: readonly Placed[]): string[] {
  return places
    .filter(({ name }) => !isBar(name))
    .flatMap((from) => places.filter((to) => uses(from.name, to.name)).map((to) => drawArrow(from, to)))
}

function uses(from: string, to: string): boolean {
  return !isBar(to) && (modules[from]?.uses.includes(to) ?? false)
}

function drawArrow(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + box.width / 2, from.y + box.height]
  const [x2, y2] = [to.x + box.width / 2, to.y - 2]
  const bend = (y2 - y1) / 2
  return `<path d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}" fill="none" stroke="#4d4d4d" stroke-opacity=".55" marker-end="url(#tip)"/>`
}

const fills = { ground: '#f2f2f2', domain: '#e8f1fe', portal: '#fff3d6', program: '#e6f5ec' }

function drawBox({ name, x, y, width }: Placed): string {
  const module = modules[name]
  const middle = x + width / 2
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${box.height}" rx="6" fill="${fills[module?.kind ?? 'domain']}" stroke="#333"/>`,
    `<text x="${middle}" y="${y + 24}" text-anchor="middle" font-size="17" font-weight="bold" fill="#1a1a1a">${name}</text>`,
    `<text x="${middle}" y="${y + 45}" text-anchor="middle" font-size="12" fill="#333">${module?.about ?? ''}</text>`,
  ].join('')
}

/** `docs/gallery.md`: every page as a telephone and as a desk show it. Written by `npm run pictures`. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { ExampleState } from '../manifest/example-states.ts'

export const galleryDocument = 'docs/gallery.md'
const folder = 'docs/gallery'
/** Of a picture, in the mean: everybody who clones the project carries them. */
export const pictureLimitBytes = 28 * 1024
/** More of a long page than this shows nothing new. */
const tallest = 1_400

/** A page at one width. */
export interface GalleryPage {
  route: string
  state: string
  title: string
  width: number
}

/** Such as `receipts-number-390.webp`. */
export const galleryFile = (route: string, width: number) =>
  `${route.replaceAll(/[/:]+/gu, '-').replaceAll(/^-|-$/gu, '') || 'front'}-${width}.webp`

export async function drawForGallery(page: Page, state: ExampleState, width: number): Promise<GalleryPage> {
  const height = Math.min(page.viewportSize()?.height ?? tallest, tallest)
  await page.setViewportSize({ width, height })
  const session = await page.context().newCDPSession(page)
  // A wide picture is shown at less than half its width.
  const scale = width > 768 ? 0.6 : 1
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 50,
    clip: { x: 0, y: 0, width, height, scale },
  })
  const route = state.route ?? ''
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, galleryFile(route, width)), Buffer.from(data, 'base64'))
  return { route, state: state.name, title: await page.locator('h1').innerText(), width }
}

export function galleryText(pages: readonly GalleryPage[]): string {
  const picture = ({ route, width, title }: GalleryPage) =>
    `<img src="gallery/${galleryFile(route, width)}" width="${width > 768 ? 560 : 195}" alt="${title}">`
  const sections = [...Map.groupBy(pages, ({ route }) => route)].flatMap(([route, views]) => {
    const [first] = views
    return [
      `## ${first?.title ?? ''}`,
      '',
      `\`${route}\`, ${first?.state ?? ''}`,
      '',
      views.map(picture).join(' '),
      '',
    ]
  })
  return [
    '# Gallery',
    '',
    'Every page in one of its states, 390 and 1280 px wide, in a fictional city. `npm run pictures` draws it.',
    '',
    ...sections,
  ].join('\n')
}

/** Of all pictures together, and their names. */
export async function galleryFolder(): Promise<{ files: string[]; bytes: number }> {
  const files = (await readdir(folder)).sort()
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size))
  return { files, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

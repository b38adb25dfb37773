import { visit, type SeededCity, type Visitor } from '../../support/browser.ts'
import { slowDown } from '../readers.ts'
import type { NotYet } from './task.ts'

export type Mode = (seeded: SeededCity) => Promise<Visitor>

/** The ways in which every task must be possible (ux §6 B). */
export const modes: Readonly<Record<string, Mode | NotYet>> = {
  normal: visit,
  'no JavaScript': (seeded) => visit(seeded, { javaScriptEnabled: false }),
  slow: async (seeded) => {
    const visitor = await visit(seeded)
    await slowDown(visitor.page)
    return visitor
  },
  // What chromium does itself when it magnifies a window of 1280 × 1024 to 200 %: a CSS pixel becomes two of the
  // screen's, so that half as many fit; layout, media queries and `devicePixelRatio` see nothing else.
  '200 % zoom': (seeded) => visit(seeded, { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }),
  'acting for': {
    notYet: 'nobody can act for somebody else yet',
    comesWith: 'representation',
    address: /prox|represent|acting/iu,
  },
}

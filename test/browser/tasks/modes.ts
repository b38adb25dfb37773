import { visit, type SeededCity, type Visitor } from '../../support/browser.ts'
import type { NotYet } from './task.ts'

export type Mode = (seeded: SeededCity) => Promise<Visitor>

/** The ways in which every task must be possible (ux §6 B). */
export const modes: Readonly<Record<string, Mode | NotYet>> = {
  normal: visit,
  'no JavaScript': (seeded) => visit(seeded, { javaScriptEnabled: false }),
  slow: async (seeded) => slowed(await visit(seeded)),
  // What chromium does itself when it magnifies a window of 1280 × 1024 to 200 %: a CSS pixel becomes two of the
  // screen's, so that half as many fit; layout, media queries and `devicePixelRatio` see nothing else.
  '200 % zoom': (seeded) => visit(seeded, { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }),
  'acting for': {
    notYet: 'nobody can act for somebody else yet',
    comesWith: 'representation',
    address: /prox|represent|acting/iu,
  },
}

/** A line of 400 kbit/s with 400 ms to every answer, and a processor of a quarter of the speed. */
async function slowed(visitor: Visitor): Promise<Visitor> {
  const session = await visitor.page.context().newCDPSession(visitor.page)
  const bytesPerSecond = 400_000 / 8
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return visitor
}

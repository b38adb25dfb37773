/** The pages of deposits in each of their states, and the files that bring them there. */
import type { Page } from 'playwright-core'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import type { ResidentId } from '../../../src/residents/index.ts'
import { weighings } from '../../../src/vault/importers/fixtures.ts'
import {
  confirmDeposit,
  discardDeposit,
  readImport,
  undoDeposit,
  type ByteSource,
} from '../../../src/vault/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { anImport, bytes, stepsFile } from '../../support/city.ts'

export interface ExampleState {
  /** As registered; null for what is no page's own, such as "not found". */
  route: string | null
  name: string
  /** The session and its resident; null for somebody at the door. */
  as: Actor | null
  /** Of staff: begins a session with a passkey shown just now, when the page is looked at, for that is over in minutes. */
  staff?: () => Promise<string>
  /** Of a person of a company, likewise. */
  company?: () => Promise<string>
  /** What an app asks this browser, by its cookie. */
  app?: string
  path: string
  /** Something has just happened here, and is said. Absent: nothing may be announced. */
  announces?: true
  /** Is over after ten minutes: looked at before the others. */
  soonOver?: true
  /** Shows the real clock, or something random: no two pictures of it are alike. */
  neverAlike?: true
  /** Only a script makes it so: not looked at without one. */
  needsScripts?: true
  /** What is done on the page before it is looked at. */
  then?: (page: Page) => Promise<void>
}

export interface Actor {
  residentId: ResidentId
  token: string
}

let exportsMade = 0

/** No two alike: a record of everything that matters on the preview: usual, careful, unknown, and somebody else's birth date. */
export function doubtfulExport(): ByteSource {
  exportsMade += 1
  const record = (type: string, day: number, rest: string) =>
    `<Record type="HK${type}" sourceName="Watch" startDate="2026-05-${day} 12:00:00 +0900" endDate="2026-05-${day} 12:10:00 +0900" ${rest}/>`
  const days = [11, 12, 13]
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">',
    '<Me HKCharacteristicTypeIdentifierDateOfBirth="1900-01-01"/>',
    ...days.map((day) =>
      record('QuantityTypeIdentifierStepCount', day, `unit="count" value="${3_000 + day * exportsMade}"`),
    ),
    ...days.map((day) => record('QuantityTypeIdentifierBodyMass', day, `unit="kg" value="${50 + day / 10}"`)),
    record('CategoryTypeIdentifierMenstrualFlow', 12, 'value="HKCategoryValueMenstrualFlowLight"'),
    record('QuantityTypeIdentifierToothbrushTorque', 12, 'unit="N" value="1"'),
    '</HealthData>',
  ].join('\n')
  return bytes('export.xml', Buffer.from(text))
}

/** Deposits the file whole, whoever it says it belongs to. */
export async function keep(tenant: Tenant, { residentId }: Actor, file: ByteSource) {
  const importId = await anImport(tenant, residentId, file)
  await readImport(tenant, residentId, importId, file)
  const wishes = { alsoChosen: [], notWanted: [], isMine: true }
  const confirmed = await confirmDeposit(tenant, residentId, importId, wishes)
  if (!confirmed.ok) throw new Error(confirmed.because)
  return importId
}

/** Every state of the list of deposits and of one import. */
export async function depositStates(
  seeded: SeededCity,
  nobodyYet: Actor,
  depositor: Actor,
): Promise<ExampleState[]> {
  const { tenant } = seeded.city
  const { residentId } = depositor
  let hours = 9
  /** Nobody deposits twice in one minute. */
  const anHourLater = (): Tenant => {
    hours -= 1
    const at = new Date(tenant.clock.now().getTime() - hours * 3_600_000)
    return { ...tenant, clock: { now: () => at } }
  }
  const undone = await keep(anHourLater(), depositor, doubtfulExport())
  await undoDeposit(tenant, residentId, undone)
  const read = async (file: ByteSource) => {
    const importId = await anImport(anHourLater(), residentId, file)
    await readImport(tenant, residentId, importId, file)
    return importId
  }
  const discarded = await read(doubtfulExport())
  await discardDeposit(tenant, residentId, discarded)
  const at = '2026-05-11T00:00:00Z'
  const family = weighings({ at, kg: 61, person: 1 }, { at, kg: 12, person: 3 })
  const [whole, part] = [stepsFile({ '2026-05-11': 3_011 }), doubtfulExport()]
  await keep(anHourLater(), depositor, whole)
  await keep(anHourLater(), depositor, part)
  const ids = {
    preview: await read(doubtfulExport()),
    live: await keep(anHourLater(), depositor, doubtfulExport()),
    undone,
    discarded,
    refused: await read(bytes('broken.zip', Buffer.from('PK\x03\x04broken'))),
    reading: await anImport(tenant, residentId, doubtfulExport()),
    'kept already': await read(whole),
    'partly kept already': await read(part),
    'several people': await read(bytes('scale.fit', family)),
  }
  const route = paths.deposit(':importId')
  return [
    { route: paths.deposits, name: 'nothing yet', as: nobodyYet, path: paths.deposits },
    { route: paths.deposits, name: 'several', as: depositor, path: paths.deposits },
    {
      route: paths.deposits,
      name: 'no file chosen',
      as: depositor,
      announces: true,
      path: `${paths.deposits}?because=no-file`,
    },
    ...numberStates(depositor, ids['several people']),
    ...Object.entries(ids).map(([name, id]) => ({ route, name, as: depositor, path: paths.deposit(id) })),
    {
      route,
      name: 'somebody else’s file',
      as: depositor,
      announces: true,
      path: `${paths.deposit(ids.preview)}?because=another-person`,
    },
    {
      route,
      name: 'just kept',
      as: depositor,
      announces: true,
      path: `${paths.deposit(ids.live)}?done=confirmed`,
    },
  ]
}

/** The form, when a scale's number has to be typed again. */
function numberStates(as: Actor, importId: string): ExampleState[] {
  return [
    {
      route: paths.deposits,
      name: 'which number',
      as,
      announces: true,
      path: `${paths.deposits}?numbers=${importId}`,
    },
    {
      route: paths.deposits,
      name: 'not a number',
      as,
      announces: true,
      path: paths.deposits,
      then: async (page) => {
        await page.locator('details:has(#person) > summary').click()
        await page.locator('#person').fill('はなこ')
        await page.locator('button.primary').click()
        await page.locator('#errors').waitFor()
      },
    },
  ]
}

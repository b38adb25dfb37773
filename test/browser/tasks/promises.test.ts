/** What ux §6 B promises of stopping and of refusing, whichever way a resident goes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/portals/paths.ts'
import { openSeededCity, pharmacysProgram, visit, type SeededCity } from '../../support/browser.ts'
import { aToken, readRecords, recordsIn } from '../../support/service-company.ts'
import { openPharmacy, openQuestion, stopAll, stopCompany, stopItem, stopPurpose } from './acting.ts'
import { Walker } from './keyboard.ts'
import { aResident, company, saidBy, signIn, type Actor } from './pasts.ts'

let seeded: SeededCity
let token = ''

beforeAll(async () => {
  seeded = await openSeededCity()
  const { city, service } = seeded
  token = await aToken(city, service, await pharmacysProgram(city.tenant))
})
afterAll(() => seeded?.close())

async function atHome(actor: Actor) {
  const { page, close } = await visit(seeded)
  await signIn(page, actor, seeded.origin)
  return { person: await Walker.at(page, paths.home), close }
}

describe('A stop', () => {
  const known = new Set<string>()
  const reading = (subject?: string) =>
    readRecords(seeded.service, { token, use: company.pharmacy.useId, subject })

  /** By what the pharmacy knows the resident who has just joined, having read what it may. */
  async function newSubject(): Promise<string> {
    await seeded.city.settle()
    const fresh = recordsIn((await reading()).lines).find(({ subject }) => !known.has(subject))
    if (!fresh) throw new Error('the pharmacy has received nothing new')
    known.add(fresh.subject)
    return fresh.subject
  }

  it.each([
    // what is stopped                   what the pharmacy is still given
    { what: 'one item', task: stopItem, left: ['body.weight'] },
    { what: 'a purpose', task: stopPurpose, left: [] },
    { what: 'a company', task: stopCompany, left: [] },
    { what: 'everything', task: stopAll, left: [] },
  ])(
    'of $what takes three activations from home, and from the confirmation on the pharmacy is refused',
    async ({ task, left }) => {
      if (known.size === 0) await newSubject()
      const actor = await aResident(seeded.city.tenant)
      const subject = await newSubject()
      const { person, close } = await atHome(actor)
      await task.does(person)
      const { status, lines, body } = await reading(subject)
      expect([...new Set(recordsIn(lines).map(({ item }) => item))]).toEqual(left)
      if (left.length === 0) expect([status, body]).toEqual([403, expect.stringContaining('"withdrawn"')])
      expect(person.activations).toBeLessThanOrEqual(3)
      await close()
    },
  )
})

interface Question {
  about: string
  open: (person: Walker) => Promise<void>
  agree: (person: Walker) => Promise<void>
  item: string
}

const questions: Question[] = [
  {
    about: 'several items',
    open: openQuestion,
    agree: async (person) => {
      await person.press('checkbox', '歩数')
      await person.follow('button', '使ってよい')
    },
    item: 'market: activity.steps',
  },
  {
    about: 'one especially sensitive item',
    open: async (person) => {
      await openPharmacy(person)
      await person.follow('switch', /^みどり薬局 薬の記録 /u)
    },
    agree: (person) => person.follow('button', '使ってよい'),
    item: 'pharmacy: medical.medication',
  },
]

describe.each(questions)('Asked about $about, no', ({ open, agree, item }) => {
  /** How many activations it takes from home to the receipt, with the answer in the database. */
  async function activationsTo(answer: (person: Walker) => Promise<void>, receipt: RegExp, state: string) {
    const actor = await aResident(seeded.city.tenant)
    const { person, close } = await atHome(actor)
    await open(person)
    await answer(person)
    await person.hears('heading', receipt)
    expect(await saidBy(seeded.city.tenant, actor)).toContain(`${item} ${state}`)
    await close()
    return person.activations
  }

  it('takes no more activations than yes', async () => {
    const refuse = (person: Walker) => person.follow('button', 'ことわる')
    const no = await activationsTo(refuse, /「ことわる」の控え/u, 'refused')
    expect(no).toBeLessThanOrEqual(await activationsTo(agree, /「使ってよい」の控え/u, 'granted'))
  })
})

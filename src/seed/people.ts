import type { LocalDay } from '../kernel/index.ts'
import type { ResidentId, ResidentIdentity } from '../residents/index.ts'

export interface SeededPerson {
  residentId: ResidentId
  /** Short name for the command line: `azukari token --as`. */
  handle: string
  identity: ResidentIdentity
}

/** 112992 passes the check digit and belongs to no municipality; no postal code begins with 000. */
const town = { postalCode: '0000001', municipalityCode: '112992' }

function person(number: number, handle: string, name: string, kana: string, birthDate: string): SeededPerson {
  const residentId = `5eed0000-0000-4000-8000-${String(number).padStart(12, '0')}` as ResidentId
  const address = { ...town, text: `あおば野市若葉${String(number)}丁目${String(number)}番` }
  return { residentId, handle, identity: { name, kana, birthDate: birthDate as LocalDay, address } }
}

const hanako = person(1, 'hanako', '青葉 花子', 'アオバ ハナコ', '1946-05-02')

/** Residents of the fictional city, of different ages. Nobody of them exists. */
export const people: readonly SeededPerson[] = [
  hanako,
  person(2, 'ichiro', '野原 一郎', 'ノハラ イチロウ', '1958-11-30'),
  person(3, 'mika', '水沢 美香', 'ミズサワ ミカ', '1984-02-29'),
  person(4, 'kenta', '森田 健太', 'モリタ ケンタ', '1999-07-15'),
  person(5, 'sakura', '川島 さくら', 'カワシマ サクラ', '2009-03-21'),
  person(6, 'maria', 'サントス マリア', 'サントス マリア', '1990-12-08'),
]

/** She has no telephone that could sign her in, and comes with number and PIN. */
export const holderOfTheCard = hanako

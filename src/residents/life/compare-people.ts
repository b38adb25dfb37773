import { searchKana, searchName } from '../names/search-forms.ts'
import type { ResidentIdentity } from '../resident.ts'

/** In what two entries that are said to be one person may differ. */
export type Difference = 'name' | 'kana' | 'birth-date'

type Person = Pick<ResidentIdentity, 'name' | 'kana' | 'birthDate'>

/** In what they differ, however it is spelt. */
export function differencesOf(one: Person, other: Person): Difference[] {
  const differ: Record<Difference, boolean> = {
    name: searchName(one.name) !== searchName(other.name),
    kana: (searchKana(one.kana) ?? one.kana) !== (searchKana(other.kana) ?? other.kana),
    'birth-date': one.birthDate !== other.birthDate,
  }
  return (['name', 'kana', 'birth-date'] as const).filter((each) => differ[each])
}

/** Who has married is read otherwise, and a day may be mistyped; with both of them it is somebody else. */
export function areTwoPeople(one: Person, other: Person): boolean {
  const differ = differencesOf(one, other)
  return differ.includes('kana') && differ.includes('birth-date')
}

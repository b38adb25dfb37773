import { paths } from '../paths.ts'
import { PlaceLinks } from '../place-links.tsx'
import { useWords } from '../ui/index.ts'
import { companyDoorWords } from './words.ts'

const places = [
  { href: paths.companyHome, name: 'home' },
  { href: paths.companyPersons, name: 'persons' },
  { href: paths.companyKeys, name: 'keys' },
  { href: paths.companyActs, name: 'acts' },
] as const

/** The way around for a company's persons, under the header. */
export function CompanyPlaces({ current }: { current: string }) {
  const say = useWords(companyDoorWords)
  return (
    <PlaceLinks places={places.map(({ href, name }) => ({ href, label: say(name) }))} current={current} />
  )
}

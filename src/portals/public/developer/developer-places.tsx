import { paths } from '../../paths.ts'
import { PlaceLinks } from '../../place-links.tsx'
import { useWords } from '../../ui/index.ts'
import { developerWords } from './words.ts'

const places = [
  { href: paths.developer, name: 'start' },
  { href: paths.developerItems, name: 'items' },
  { href: paths.developerApi, name: 'api' },
  { href: paths.developerTry, name: 'try' },
] as const

/** The contents of the pages for developers, under the header of each. */
export function DeveloperPlaces({ current }: { current: string }) {
  const say = useWords(developerWords)
  return (
    <PlaceLinks places={places.map(({ href, name }) => ({ href, label: say(name) }))} current={current} />
  )
}

import type { Letter } from '../../../letters/index.ts'
import { noticeTexts } from '../../../notices/index.ts'
import type { CityName } from '../../../platform/tenant.ts'
import { languageFor } from '../../../residents/index.ts'
import type { LetterSheet } from '../../paper/letters.ts'
import { letterWords } from './letter-words.ts'

/** Of our own words alone: a kind of notice has a title, and nothing that a company or a device wrote. */
export function sheetOf(
  { number, to, locale, kinds }: Letter,
  { name: city, contact }: CityName,
): LetterSheet {
  const say = letterWords.in({ locale, ruby: false })
  const { name, address } = to.reveal()
  const titles = kinds.map((kind) => `・${noticeTexts[kind].title[languageFor[locale]]}`)
  const told = [
    ...(titles.length > 0 ? [say.text('first'), ...titles] : [say.text('nothing')]),
    // Whose entry is merged away has no pages any more.
    say.text(kinds.includes('merged-away') ? 'howMerged' : 'how'),
  ]
  const language = locale === 'en' ? 'en' : 'ja'
  return {
    address: {
      postalCode: `〒${address.postalCode.slice(0, 3)}-${address.postalCode.slice(3)}`,
      text: address.text,
      name: `${name} 様`,
    },
    heading: say.text('heading'),
    lines: [
      ...(number === null ? [say.text('toFormer'), say.text('howFormer')] : told),
      say.text('never'),
      `${city[language]}\n${contact.name[language]} ${contact.phone}\n${contact.hours[language]}`,
    ],
    foot: number === null ? say.text('footFormer') : say.text('foot', { number }),
  }
}

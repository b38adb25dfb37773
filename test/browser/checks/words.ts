/** That what a page means stands there in words, with readings where they are wanted. */
import { companies, people } from '../../../src/seed/index.ts'
import { testCity } from '../../support/tenant.ts'
import { searchedWords } from '../manifest/browse-states.ts'
import { staffNames } from '../manifest/city-states.ts'
import { companysWords } from '../manifest/company-states.ts'
import { companysOwnWords } from '../manifest/example-states.ts'
import { sharersWords } from '../manifest/share-states.ts'
import { inPage, type Check } from './check.ts'

/** What people and companies call themselves and say: nobody gives their words a reading they did not choose. */
const wordsOfOthers = [
  ...new Set(
    textsWithin([
      ...[companies, people, staffNames, testCity],
      ...[companysOwnWords, companysWords, sharersWords, searchedWords],
    ]),
  ),
]
  .filter((text) => /\p{Script=Han}/u.test(text))
  // The whole name before its parts.
  .sort((one, other) => other.length - one.length)

function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsWithin)
  return []
}

interface RubyFound {
  unread: string[]
  broken: string[]
  count: number
}

/** Runs in the page. */
function findRuby(): RubyFound {
  const unread = new Set<string>()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    const text = (node.nodeValue ?? '').trim()
    const parent = node.parentElement
    if (!/\p{Script=Han}/u.test(text) || !parent || parent.closest('ruby, svg, [lang=en], script, noscript'))
      continue
    unread.add(text)
  }
  const broken = [...document.querySelectorAll('ruby')].flatMap((ruby) => {
    const reading = ruby.querySelector('rt')
    const good = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(reading?.textContent ?? '')
    return good && reading?.getAttribute('aria-hidden') === 'true' ? [] : [ruby.outerHTML.slice(0, 100)]
  })
  return { unread: [...unread], broken, count: document.querySelectorAll('ruby').length }
}

export const rubyCheck: Check = {
  name: 'ruby',
  says: 'where furigana is wanted every kanji of ours has it, read out once; where it is not, none has',
  look: async ({ page, ruby }) => {
    const { unread, broken, count } = await page.evaluate(findRuby)
    const faults = broken.map((html) => `a reading that is no kana, or is read out twice: ${html}`)
    if (!ruby) return count > 0 ? [...faults, `${count} readings nobody asked for`] : faults
    const ours = unread.filter((text) =>
      /\p{Script=Han}/u.test(wordsOfOthers.reduce((rest, words) => rest.replaceAll(words, ''), text)),
    )
    return [...faults, ...ours.map((text) => `no reading over 「${text.slice(0, 60)}」`)]
  },
}

export const stateInWordsCheck = inPage(
  'state in words',
  'no state is told by colour, picture or place alone: a word stands beside each switch and icon',
  () => {
    const faults: string[] = []
    const visible = (element: Element | null) => {
      const copy = element?.cloneNode(true) as Element | undefined
      for (const hidden of copy?.querySelectorAll('rt, .visually-hidden, svg') ?? []) hidden.remove()
      return (copy?.textContent ?? '').trim()
    }
    // Text of its own, in letters that can be read: what CSS adds, or makes tiny, is no word.
    const isSeen = (element: Element) =>
      visible(element) !== '' &&
      [element, ...element.querySelectorAll('*')].some(
        (each) =>
          parseFloat(getComputedStyle(each).fontSize) >= 12 &&
          [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()),
      )
    for (const control of document.querySelectorAll('[role=switch], [aria-pressed]')) {
      const beside = [...(control.closest('form')?.parentElement?.children ?? [])].filter(
        (each) => !each.contains(control) && each.checkVisibility() && isSeen(each),
      )
      if (beside.length === 0)
        faults.push(`a switch without a word for its state: ${control.outerHTML.slice(0, 100)}`)
      const edge = control.getBoundingClientRect()
      for (const word of beside) {
        const box = word.getBoundingClientRect()
        const across = Math.max(box.left - edge.right, edge.left - box.right)
        const down = Math.max(box.top - edge.bottom, edge.top - box.bottom)
        if (Math.max(across, down) < 8)
          faults.push(`the word 「${visible(word)}」 is so near its switch that the focus ring covers it`)
      }
    }
    // A table that is laid out as blocks is none any more to a screen reader, unless its markup says so.
    for (const table of document.querySelectorAll('table'))
      if (getComputedStyle(table).display !== 'table' && table.getAttribute('role') !== 'table')
        faults.push(`a table that is no table to who listens: ${table.outerHTML.slice(0, 100)}`)
    for (const picture of document.querySelectorAll('svg')) {
      const named =
        picture.getAttribute('role') === 'img' && (picture.getAttribute('aria-label') ?? '') !== ''
      const labelled = picture.getAttribute('aria-labelledby') !== null
      const holder = picture.closest('a, button, p, li, th, td, summary, figure, .chip, .signed-in')
      const alone = visible(holder) === '' && !holder?.closest('[role=switch]')
      if (picture.getAttribute('aria-hidden') === 'true' ? alone : !named && !labelled)
        faults.push(`a picture without a word: ${(holder ?? picture).outerHTML.slice(0, 100)}`)
    }
    for (const link of document.querySelectorAll<HTMLElement>('main p a, main li a')) {
      const style = getComputedStyle(link)
      const around = link.parentElement ? visible(link.parentElement) !== visible(link) : false
      if (around && style.display === 'inline' && !style.textDecorationLine.includes('underline'))
        faults.push(`a link in a sentence told by its colour alone: ${link.outerHTML.slice(0, 100)}`)
    }
    return faults
  },
)

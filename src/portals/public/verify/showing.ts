/** Puts the parts that the page brings into the page: its fields, and the sentences of a verdict. */
import type { Line, Verdict } from './checking.ts'
import { lists, slot } from './parts.ts'

/** The fields stand on the page only where this script runs: without it they could do nothing. */
export function addToPage(): { fields: Map<string, HTMLInputElement>; keys: string } {
  const place = element(document, '#checker')
  place.append(partsOf('#fields').cloneNode(true))
  const fields = [...place.querySelectorAll('input')]
  return { fields: new Map(fields.map((field) => [field.name, field])), keys: place.dataset['keys'] ?? '' }
}

const title = document.title

/** What was found is announced, and begins the title, as whatever the server announces does. */
export function showVerdict(verdict: Verdict): HTMLElement {
  const notice = element(partsOf('#said'), `[data-notice=${verdict.kind}]`).cloneNode(true) as HTMLElement
  const heading = sentence({ say: verdict.title })
  document.title = `${wordsOf(heading)}｜${title}`
  element(notice, '[data-part=title]').replaceWith(heading)
  for (const list of lists) {
    const place = element(notice, `[data-part=${list}]`)
    const lines = verdict[list]
    if (lines.length === 0) place.remove()
    else
      place.replaceWith(
        ...(list === 'wrong' || list === 'right' ? headed(list, lines) : lines.map(paragraph)),
      )
  }
  const region = element(document, '#verdict')
  region.replaceChildren(...notice.childNodes)
  return region
}

function headed(name: 'wrong' | 'right', lines: readonly Line[]): Node[] {
  const list = document.createElement('ul')
  for (const line of lines) list.append(within('li', sentence(line)))
  return [within('h2', sentence({ say: name })), list]
}

const paragraph = (line: Line): Node => within('p', sentence(line))

function within(tag: string, content: Node): HTMLElement {
  const made = document.createElement(tag)
  made.append(content)
  return made
}

/** A sentence of the page, with what belongs into it. What is put in is text, never markup. */
function sentence({ say, given = {} }: { say: string; given?: Line['given'] }): Node {
  const words = partsOf('#said').querySelector(`[data-said="${CSS.escape(say)}"]`)
  const made = document.createDocumentFragment()
  made.append(...(words?.cloneNode(true).childNodes ?? [say]))
  const texts = document.createTreeWalker(made, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (texts.nextNode()) found.push(texts.currentNode as Text)
  for (const text of found) text.replaceWith(...filled(text.data, given))
  return made
}

function filled(text: string, given: NonNullable<Line['given']>): (Node | string)[] {
  return text.split(/(\[\w+\])/u).map((piece) => {
    const [, value] = Object.entries(given).find(([name]) => slot(name) === piece) ?? []
    if (value === undefined) return piece
    return typeof value === 'string' ? asItIs(value) : sentence(value)
  })
}

/** A number, a time or a key: no program that translates the page makes another one of it. */
function asItIs(value: string): Node {
  const made = within('span', document.createTextNode(value))
  made.className = 'as-it-is'
  made.translate = false
  return made
}

/** Without readings. */
function wordsOf(content: Node): string {
  const copy = within('p', content.cloneNode(true))
  for (const reading of copy.querySelectorAll('rt')) reading.remove()
  return copy.textContent
}

function partsOf(id: string): DocumentFragment {
  return (element(document, id) as HTMLTemplateElement).content
}

function element(within: ParentNode, selector: string): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`the page lacks ${selector}`)
  return found
}

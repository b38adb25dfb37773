/** Faults of words, names, reach and honesty. */
import { paths } from '../../../src/portals/paths.ts'
import { budget } from '../checks/index.ts'
import type { PlantedFault } from './planted-fault.ts'

const home = [paths.home, 'in use'] as const
const justStopped = [paths.company(''), 'just stopped'] as const
const company = [paths.company(''), 'in use'] as const
const consent = [paths.consent(''), 'asked'] as const

const replaced =
  (what: string | RegExp, by: string) =>
  (html: string): string =>
    html.replace(what, by)

const withScript = (script: string) => (html: string) =>
  html.replace('</head>', () => {
    const [, nonce = ''] = /nonce="([^"]+)"/u.exec(html) ?? []
    return `<script nonce="${nonce}">${script}</script></head>`
  })

/** Of bytes that no compression makes smaller. */
const ballast = Array.from({ length: budget.htmlBytes }, (_, index) =>
  String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)),
).join('')

export const whatIsSaid: readonly PlantedFault[] = [
  {
    what: 'the focus shows no ring',
    caughtBy: 'keyboard',
    on: home,
    css: ':focus-visible { outline: none !important }',
  },
  {
    what: 'a bar covers what has the focus',
    caughtBy: 'keyboard',
    on: home,
    css: '.navigation { block-size: 60vh } html { scroll-padding: 0 !important }',
  },
  {
    what: 'the keyboard cannot leave a link',
    caughtBy: 'keyboard',
    on: home,
    html: withScript(
      `addEventListener('keydown', (event) => { if (document.activeElement.matches('main a')) event.preventDefault() })`,
    ),
  },
  {
    what: 'a switch is out of the keyboard’s reach',
    caughtBy: 'keyboard',
    on: company,
    html: replaced('role="switch"', 'role="switch" tabindex="-1"'),
  },
  {
    what: 'a control is reached out of order',
    caughtBy: 'keyboard',
    on: home,
    html: replaced('class="brand"', 'class="brand" tabindex="7"'),
  },
  {
    what: 'a telephone number is too small to press',
    caughtBy: 'targets',
    on: home,
    css: '.phone { display: inline-block; min-block-size: 0; line-height: 1.2 }',
  },
  {
    what: 'two switches are called the same',
    caughtBy: 'names',
    on: company,
    html: (html) => {
      const [first = ''] = /aria-labelledby="row-[^"]+"/u.exec(html) ?? []
      return html.replaceAll(/aria-labelledby="row-[^"]+"/gu, first)
    },
  },
  {
    what: 'a switch has no name',
    caughtBy: 'names',
    on: company,
    html: replaced(/ aria-labelledby="row-[^"]+"/u, ''),
  },
  {
    what: 'a button is called other than it shows',
    caughtBy: 'label in name',
    on: home,
    html: replaced('class="button danger"', 'class="button danger" aria-label="送る"'),
  },
  {
    what: 'a switch is named after what is not there',
    caughtBy: 'label in name',
    on: company,
    html: replaced(/aria-labelledby="row-/u, 'aria-labelledby="gone row-'),
  },
  {
    what: 'a reading is read out twice',
    caughtBy: 'ruby',
    on: home,
    locale: 'ja-easy',
    html: replaced('<rt aria-hidden="true">', '<rt>'),
  },
  {
    what: 'a kanji of plain Japanese has no reading',
    caughtBy: 'ruby',
    on: home,
    locale: 'ja-easy',
    html: replaced(/<ruby>(止)<rt aria-hidden="true">と<\/rt><\/ruby>/u, '$1'),
  },
  {
    what: 'readings stand where nobody wants them',
    caughtBy: 'ruby',
    on: home,
    html: replaced('こんにちは', '<ruby>今日<rt aria-hidden="true">こんにち</rt></ruby>は'),
  },
  {
    what: 'a switch tells its state by colour alone',
    caughtBy: 'state in words',
    on: company,
    css: '.switch-control .chip { display: none }',
  },
  {
    what: 'a place in the bar is a picture alone',
    caughtBy: 'state in words',
    on: home,
    html: replaced('<span>ホーム</span>', '<span class="visually-hidden">ホーム</span>'),
  },
  {
    what: 'a link in a sentence is told by its colour',
    caughtBy: 'state in words',
    on: [paths.receipt(''), 'agreed'],
    html: replaced(/<p>(?=[^<]*受付番号|<span)/u, '<p>まず<a href="/home">ここ</a>を見てください。'),
    css: 'main p a { text-decoration: none !important }',
  },
  {
    what: 'a style stands in the page, against its own rules',
    caughtBy: 'console',
    on: home,
    html: replaced('<main ', '<main style="color: red" '),
  },
  {
    what: 'somebody outside is asked',
    caughtBy: 'console',
    on: home,
    html: replaced('</main>', '<img src="https://counter.example/1.gif" alt=""></main>'),
  },
  {
    what: 'a hint is too pale to read',
    caughtBy: 'axe',
    on: consent,
    css: '.main p { color: #999 }',
  },
  {
    what: 'an English page says that it is Japanese',
    caughtBy: 'language',
    on: home,
    locale: 'en',
    html: replaced('<html lang="en"', '<html lang="ja"'),
  },
  {
    what: 'a stop is not announced',
    caughtBy: 'announcements',
    on: justStopped,
    html: replaced('role="status"', ''),
  },
  {
    what: 'the title does not say that it was stopped',
    caughtBy: 'announcements',
    on: justStopped,
    html: replaced(/<title>[^｜]*｜/u, '<title>'),
  },
  {
    what: 'a stop is read out twice',
    caughtBy: 'announcements',
    on: justStopped,
    html: replaced('role="status"', 'role="status"><p role="status">止めました</p><p'),
  },
  {
    what: 'something is announced though nothing happened',
    caughtBy: 'announcements',
    on: home,
    html: replaced(
      '<div class="status" id="status">',
      '<div class="status" id="status" role="status">お得です',
    ),
  },
  {
    what: 'an item is ticked beforehand',
    caughtBy: 'dark patterns',
    on: consent,
    html: replaced('type="checkbox"', 'type="checkbox" checked'),
  },
  {
    what: '「ことわる」 is smaller than 「使ってよい」',
    caughtBy: 'dark patterns',
    on: consent,
    css: 'button[value=refuse] { padding: 0 !important; min-block-size: 2.75rem !important; align-self: start }',
  },
  {
    what: '「ことわる」 is paler than 「使ってよい」',
    caughtBy: 'dark patterns',
    on: consent,
    css: 'button[value=refuse] { color: #666 !important }',
  },
  {
    what: '「ことわる」 is not offered',
    caughtBy: 'dark patterns',
    on: consent,
    html: replaced('value="refuse"', 'value="later"'),
  },
  {
    what: 'stopping asks first',
    caughtBy: 'dark patterns',
    on: company,
    html: (html) =>
      html.replaceAll(`method="post" action="${paths.stop}"`, `method="get" action="${paths.stop}"`),
  },
  {
    what: 'a clock counts down',
    caughtBy: 'dark patterns',
    on: consent,
    html: withScript(`setInterval(() => { document.title = Date.now() }, 1000)`),
  },
  {
    what: 'a link leads to a place that is not there',
    caughtBy: 'links',
    on: justStopped,
    html: replaced('id="erase"', ''),
  },
  {
    what: 'a page weighs too much',
    caughtBy: 'budget',
    on: home,
    html: replaced('</main>', `<!-- ${ballast} --></main>`),
  },
  {
    what: 'a page asks for too many files',
    caughtBy: 'budget',
    on: home,
    html: replaced(
      '</main>',
      `${Array.from({ length: budget.requests }, (_, index) => `<img alt="" src="/assets/${index}.svg">`).join('')}</main>`,
    ),
  },
]

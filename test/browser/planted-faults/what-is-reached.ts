/** Faults of what the hand, the focus and the eye can reach. */
import { paths } from '../../../src/portals/paths.ts'
import type { PlantedFault } from './planted-fault.ts'

const home = [paths.home, 'in use'] as const
const company = [paths.company(''), 'in use'] as const
const consent = [paths.consent(''), 'asked'] as const
const settings = [paths.settings, 'as they are'] as const

const atTheEnd = (more: string) => (html: string) => html.replace('</main>', `${more}</main>`)

export const whatIsReached: readonly PlantedFault[] = [
  {
    what: 'the focus has the colour of the page',
    caughtBy: 'keyboard',
    on: home,
    css: ':focus-visible { outline-color: var(--paper) !important; box-shadow: none !important }',
  },
  {
    what: 'words vanish while they have the focus',
    caughtBy: 'keyboard',
    on: settings,
    css: '.button:focus-visible { color: #fff !important; background: #fff !important }',
  },
  {
    what: 'the focus goes up and down the page',
    caughtBy: 'keyboard',
    on: settings,
    css: 'main form { display: flex !important; flex-direction: column-reverse !important }',
  },
  {
    what: '「ことわる」 does not hear a finger',
    caughtBy: 'hand',
    on: consent,
    css: 'button[value=refuse] { pointer-events: none }',
  },
  {
    what: 'glass lies over the page',
    caughtBy: 'hand',
    on: home,
    css: `body::after { content: ''; position: fixed; inset: 0; z-index: 9 }`,
  },
  {
    what: 'the page does not scroll',
    caughtBy: 'hand',
    on: home,
    css: 'html { overflow-y: hidden !important }',
  },
  {
    what: 'a box that is ticked looks as one that is not',
    caughtBy: 'tick',
    on: consent,
    css: `input[type=checkbox] { appearance: none !important; inline-size: 24px; block-size: 24px; border: 2px solid !important; background: none !important }
      input[type=checkbox]::before, input[type=checkbox]::after { content: none !important }`,
  },
  {
    what: 'readings cannot be seen',
    caughtBy: 'letters',
    on: home,
    locale: 'ja-easy',
    css: 'rt { opacity: 0 !important }',
  },
  {
    what: 'a paragraph is set in tiny letters',
    caughtBy: 'letters',
    on: home,
    css: '.main p { font-size: 11px !important }',
  },
  {
    what: 'letters are not as large as the reader wants',
    caughtBy: 'letters',
    on: home,
    css: 'html { font-size: 14px !important }',
  },
  {
    what: 'a link by itself is as small as one in a sentence',
    caughtBy: 'targets',
    on: home,
    html: atTheEnd('<p><a href="/history">記録</a></p>'),
  },
  {
    what: 'the word for a state is set in letters of no size',
    caughtBy: 'state in words',
    on: company,
    css: '.switch-control .chip > span { font-size: 0 !important }',
  },
  {
    what: 'a wide table is none any more to who listens',
    caughtBy: 'state in words',
    on: [paths.data('activity.steps'), 'amounts of a day'],
    html: (html) => html.replaceAll(' role="table"', ''),
  },
  {
    what: 'something keeps its own colours',
    caughtBy: 'forced colours',
    on: home,
    css: '.card { forced-color-adjust: none }',
  },
  {
    what: 'what was written is too pale for paper',
    caughtBy: 'print',
    on: home,
    css: '@media print { .main p { color: #ccc !important } }',
  },
  {
    what: 'a part of the page is missing on paper',
    caughtBy: 'print',
    on: company,
    css: '@media print { .definitions { display: none !important } }',
  },
  {
    what: 'a box is ticked where choices are remembered',
    caughtBy: 'dark patterns',
    on: settings,
    html: atTheEnd('<input type="checkbox" name="news" checked />'),
  },
  {
    what: '「ことわる」 is faded',
    caughtBy: 'dark patterns',
    on: consent,
    css: 'button[value=refuse] { filter: opacity(.3) }',
  },
  {
    what: '「ことわる」 stands far below 「使ってよい」',
    caughtBy: 'dark patterns',
    on: consent,
    css: 'button[value=refuse] { position: relative; inset-block-start: 60rem }',
  },
  {
    what: 'the title does not say which page it is',
    caughtBy: 'announcements',
    on: home,
    html: (html) => html.replace(/<title>[^｜<]*｜/u, '<title>'),
  },
  {
    what: 'two links called the same lead to two places',
    caughtBy: 'names',
    on: home,
    html: atTheEnd('<p>それは<a href="/history">こちら</a>と<a href="/settings">こちら</a>です。</p>'),
  },
  {
    what: 'what a button shows is not what is read out',
    caughtBy: 'label in name',
    on: home,
    html: (html) =>
      html.replace(
        /(<button[^>]*class="button danger"[^>]*>)[^]*?(<\/button>)/u,
        '$1<span aria-hidden="true">止める</span><span class="visually-hidden">送る</span>$2',
      ),
  },
  {
    what: 'a warning is never read out',
    caughtBy: 'label in name',
    on: home,
    html: atTheEnd('<p aria-hidden="true">会社がとくをします。</p>'),
  },
  {
    what: 'a link leads to a page that is not there',
    caughtBy: 'links',
    on: home,
    html: atTheEnd('<p>それは<a href="/histories">記録</a>にあります。</p>'),
  },
  {
    what: 'the page leaves by itself',
    caughtBy: 'arrival',
    on: home,
    headers: { refresh: '90;url=/' },
  },
]

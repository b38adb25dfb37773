/** Faults of layout, colour and paper. */
import { paths } from '../../../src/portals/paths.ts'
import type { PlantedFault } from './planted-fault.ts'

const home = [paths.home, 'in use'] as const
const company = [paths.company(''), 'in use'] as const
const consent = [paths.consent(''), 'asked'] as const
const chart = [paths.data('body.weight'), 'a level, a year'] as const

export const whatIsSeen: readonly PlantedFault[] = [
  {
    what: 'the page scrolls sideways on a small telephone',
    caughtBy: 'reflow',
    on: home,
    width: 320,
    css: '.main { min-inline-size: 30rem }',
  },
  {
    what: 'a heading is cut off once its letters stand wider',
    caughtBy: 'text spacing',
    on: consent,
    css: 'h1 { block-size: 2.8em; overflow: hidden }',
  },
  {
    what: 'the bar at the bottom stays when the page is magnified',
    caughtBy: '400 %',
    on: home,
    css: '.navigation { position: fixed !important; inset: auto 0 0 }',
  },
  {
    what: 'a button has no frame in the reader’s own colours',
    caughtBy: 'forced colours',
    on: home,
    css: '@media (forced-colors: active) { .button { border: 0 !important } }',
  },
  {
    what: 'a chart is drawn in the colour of the page',
    caughtBy: 'forced colours',
    on: chart,
    css: '@media (forced-colors: active) { .chart-plot path { stroke: Canvas !important; fill: none !important } }',
  },
  {
    what: 'the focus is a shadow, which the reader’s own colours remove',
    caughtBy: 'forced colours',
    on: home,
    css: ':focus-visible { outline: none !important; box-shadow: 0 0 0 4px #000 !important }',
  },
  {
    what: 'the bar at the bottom is printed',
    caughtBy: 'print',
    on: home,
    css: '@media print { .navigation { display: flex !important } }',
  },
  {
    what: 'what is folded is missing on paper',
    caughtBy: 'print',
    on: company,
    css: '@media print { details::details-content { display: none !important } }',
  },
  {
    what: 'the cells of a wide table have lost their padding',
    caughtBy: 'margins',
    on: [paths.deposits, 'several'],
    width: 1280,
    css: '.table th, .table td { padding: 0 !important }',
  },
  {
    what: 'words lie over words',
    caughtBy: 'overlap',
    on: home,
    css: '.main > p { margin-block: -3rem !important }',
  },
  {
    what: 'a heading ends in a line of one letter',
    caughtBy: 'line breaks',
    on: [paths.settings, 'as they are'],
    css: 'h1 { inline-size: 1.2em; word-break: break-all !important }',
  },
]

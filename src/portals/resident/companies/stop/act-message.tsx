import type { ComponentChildren } from 'preact'
import { undoWindowMs } from '../../../../consent/index.ts'
import { paths } from '../../../paths.ts'
import {
  clockWords,
  Form,
  LinkButton,
  ReceiptNumber,
  StatusMessage,
  SubmitButton,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { companyName, itemNames, withNote } from '../company-words.ts'
import type { ActResult, NamedUnderWay } from './act-result.ts'
import { stopWords } from './words.ts'

/** Where what a page promises below is to be found: on this page, or in the history. */
interface ActMessageProps {
  result: ActResult
  /** The page lists what this company has received, and says how to have it deleted. */
  givenBelow?: boolean
  /** Which company is used in the place of the one that was stopped. */
  instead?: ComponentChildren
}

/** What was confirmed by the commit: when, under which number, what is still under way, and what can be done next. */
export function ActMessage({ result, givenBelow = false, instead }: ActMessageProps) {
  const say = useWords(stopWords)
  const { kind, happenedAt, receiptNumber } = result.act
  const stopped = kind === 'stopped' || kind === 'paused'
  return (
    <StatusMessage
      title={say(titles[kind], { at: happenedAt })}
      actions={<NextSteps result={result} givenBelow={givenBelow} />}
    >
      {!givenBelow && (
        <p>
          <WhatAndWhose result={result} />
        </p>
      )}
      {kind === 'paused' && (
        <p>{result.againFrom ? say('againFrom', { day: result.againFrom }) : say('againOpen')}</p>
      )}
      <p>
        {stopped
          ? say(givenBelow ? 'noMore' : 'noMoreAnywhere')
          : say(kind === 'resumed' ? 'resumedMore' : 'undoneMore')}
      </p>
      <p>
        <ReceiptNumber number={receiptNumber} />
      </p>
      {kind === 'stopped' && instead}
      {groupsOf(result.underWay).map((group) => (
        <StillUnderWay group={group} />
      ))}
      {result.undoable && <p>{say('undoUntil', { at: new Date(happenedAt.getTime() + undoWindowMs) })}</p>}
    </StatusMessage>
  )
}

const titles = {
  stopped: 'stopped',
  paused: 'paused',
  undone: 'undone',
  resumed: 'resumed',
  // Told by their receipts.
  agreed: 'resumed',
  refused: 'stopped',
  frozen: 'stopped',
} as const

/** More than these are counted: whoever stops everything knows that it was everything. */
const namedAtMost = 3

/** Away from the switches it moved: one company with its data, or the companies alone. */
function WhatAndWhose({ result: { companies, standing } }: Pick<ActMessageProps, 'result'>) {
  const view = useView()
  const say = useWords(stopWords)
  const names = companies.slice(0, namedAtMost).map(({ profile }) => companyName(view, profile))
  const [only = '', ...others] = names
  if (others.length === 0) {
    const items = standing.map(({ item }) => item)
    return <>{withNote(view, only, itemNames(view, items))}</>
  }
  const joined = names.join(say.text('between'))
  const more = companies.length - names.length
  return <>{more > 0 ? say('andMore', { names: joined, more }) : joined}</>
}

function NextSteps({ result, givenBelow }: Required<Omit<ActMessageProps, 'instead'>>) {
  const say = useWords(stopWords)
  const { kind, receiptNumber } = result.act
  const stopped = kind === 'stopped' || kind === 'paused'
  return (
    <>
      {result.undoable && (
        <Form action={paths.undo} fields={{ receipt: receiptNumber }}>
          <SubmitButton kind="secondary">{say('undo')}</SubmitButton>
        </Form>
      )}
      <LinkButton href={paths.receipt(receiptNumber)}>{say('receipt')}</LinkButton>
      {stopped && givenBelow && <LinkButton href="#erase">{say('erase')}</LinkButton>}
      {stopped && !givenBelow && <LinkButton href={paths.history}>{say('history')}</LinkButton>}
    </>
  )
}

type Group = readonly [NamedUnderWay, ...NamedUnderWay[]]

function StillUnderWay({ group }: { group: Group }) {
  const view = useView()
  const say = useWords(stopWords)
  const [{ vendor, openedAt }] = group
  const items = [...new Set(group.flatMap((one) => one.items))]
  return (
    <p>
      <strong>{say('underWay', { at: openedAt, count: group.length })}</strong>
      <br />
      {companyName(view, vendor.profile)}：{itemNames(view, items)}
      <br />
      {say('mayArrive')}
    </p>
  )
}

/** Deliveries to one company that began in the same minute are named together. */
function groupsOf(open: readonly NamedUnderWay[]): Group[] {
  const groups = Map.groupBy(open, ({ vendor, openedAt }) => `${vendor.vendorId}/${clockWords(openedAt)}`)
  return [...groups.values()].flatMap(([first, ...rest]): Group[] => (first ? [[first, ...rest]] : []))
}

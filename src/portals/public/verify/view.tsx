import type { ComponentChildren } from 'preact'
import { itemCodes, itemOf } from '../../../catalog/index.ts'
import {
  Card,
  DefinitionList,
  Details,
  FileField,
  Notice,
  Page,
  PhoneLink,
  sentenceIn,
  useView,
  useWords,
  type Asset,
  type City,
  type View,
} from '../../ui/index.ts'
import { itemNameOf, lists, noticeKinds, slot, type Said } from './parts.ts'
import { verdictWords, verifyWords } from './words.ts'

interface VerifyPageProps {
  view: View
  city: City
  /** What `/log/v1/keys` answers now. With the page they are there offline, too. */
  keys: { keys: { key: string }[] }
  script: Asset
}

/** Anybody checks here what they hold in hand. Nothing is decided on the server: the script does it, from these parts. */
export function VerifyPage({ view, city, keys, script }: VerifyPageProps) {
  const say = verifyWords.in(view)
  const key = keys.keys.at(-1)?.key
  return (
    <Page view={view} city={city} title={say('title')} script={script}>
      <p>{say('what')}</p>
      <p>{say('terms')}</p>
      <div id="checker" class="form" data-keys={JSON.stringify(keys)} />
      <noscript>
        <Notice kind="warning" title={say('noScript')} />
      </noscript>
      <div id="verdict" class="verdict" role="status" tabIndex={-1} />
      <Card heading={say('key')}>
        <p>{say('keyWhat')}</p>
        <DefinitionList
          of={[{ term: say('keyIs'), is: key ? <span class="as-it-is">{key}</span> : say('keyNone') }]}
        />
      </Card>
      <ByCommand city={city} />
      <template id="fields">
        <Fields />
      </template>
      <template id="said">
        <Verdicts />
      </template>
    </Page>
  )
}

function ByCommand({ city }: { city: City }) {
  const say = useWords(verifyWords)
  return (
    <Card heading={say('command')}>
      <p>{say('commandWhat')}</p>
      <p>
        <code>azukari verify receipt.json --keys keys.json</code>
      </p>
      <p>
        {say('phone')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Card>
  )
}

const file = (name: string, words: { label: ComponentChildren; hint?: ComponentChildren }) => (
  <FileField name={name} accept=".json,.jsonld,.txt,.note,application/json,text/plain" {...words} />
)

function Fields() {
  const say = useWords(verifyWords)
  return (
    <>
      <p>{say('stays')}</p>
      {file('receipt', { label: say('receipt'), hint: say('receiptHint') })}
      <Details summary={say('compare')}>
        <p>{say('compareWhat')}</p>
        {file('older', { label: say('older') })}
        {file('newer', { label: say('newer') })}
        {file('proof', { label: say('proof'), hint: say('proofHint') })}
      </Details>
      {file('keys', { label: say('ownKey'), hint: say('ownKeyHint') })}
    </>
  )
}

/** Every sentence a check may need, and the names of items: in this reader's language, with readings. */
function Verdicts() {
  const view = useView()
  const say = useWords(verdictWords)
  const names = [
    'number',
    'issued',
    'size',
    'place',
    'item',
    'by',
    'fault',
    'earlier',
    'later',
    'key',
  ] as const
  const slots = Object.fromEntries(names.map((name) => [name, slot(name)])) as Record<
    (typeof names)[number],
    string
  >
  const keys = Object.keys(verdictWords.tables.ja) as Said[]
  return (
    <>
      {keys.map((key) => (
        <span data-said={key}>{say(key, slots as never)}</span>
      ))}
      {itemCodes.map((code) => (
        <span data-said={itemNameOf(code)}>{sentenceIn(view, itemOf(code).names)}</span>
      ))}
      {noticeKinds.map((kind) => (
        <div data-notice={kind}>
          <Notice kind={kind} title={<span data-part="title" />}>
            {lists.map((list) => (
              <div data-part={list} />
            ))}
          </Notice>
        </div>
      ))}
    </>
  )
}

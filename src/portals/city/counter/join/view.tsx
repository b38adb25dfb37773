import type { ComponentChildren } from 'preact'
import type { SearchId } from '../../../../counter/index.ts'
import type { BriefingOfTheDay } from '../../../../joining/index.ts'
import type { Sentence } from '../../../../kernel/index.ts'
import { residentRefusals, termsRefusals } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  CheckboxList,
  DateField,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  RadioList,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  useView,
  useWords,
  type View,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { DocumentList } from '../document-list.tsx'
import type { Typed, TypedField, Wrong } from './newcomer.ts'
import { words } from './words.ts'

export type TypedAtJoining = Typed & { document?: string | undefined; paperNumber: string; briefing: string }
export type WrongAtJoining = Wrong & {
  noDocument?: boolean
  badPaperNumber?: boolean
  /** Why they could not be taken in, where it is no entry that is wrong. */
  refused?: Sentence
  /** Somebody of that name and birthday takes part already. */
  isAlike?: boolean
}

interface JoinPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  typed: TypedAtJoining
  wrong: WrongAtJoining
  /** Of the terms in force; undefined where there are none. */
  termsVersion: number | undefined
  attempt: SearchId
  /** Of today. */
  briefings: readonly BriefingOfTheDay[]
}

export function JoinPage({
  staff,
  view,
  city,
  typed,
  wrong,
  termsVersion,
  attempt,
  briefings,
}: JoinPageProps) {
  const say = words.in(view)
  const { noDocument, badPaperNumber } = wrong
  const badNumber = badPaperNumber === true ? sentenceIn(view, termsRefusals['bad-paper-number']) : undefined
  return (
    <Page
      view={{ ...view, path: paths.counterJoin }}
      city={city}
      title={say('title')}
      status={<Status {...wrong} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{say('lead')}</p>
      <Form
        action={paths.counterJoin}
        fields={{ attempt, ...(termsVersion !== undefined && { termsVersion: String(termsVersion) }) }}
      >
        <WhoTheyAre typed={typed} wrong={wrong} />
        <DocumentList value={typed.document ?? ''} error={noDocument && say('noDocument')} />
        {termsVersion !== undefined && (
          <SignedTerms version={termsVersion} typed={typed.paperNumber} error={badNumber} />
        )}
        {briefings.length > 0 && <Briefings briefings={briefings} chosen={typed.briefing} />}
        <Reach typed={typed} wrong={wrong} />
        {wrong.isAlike === true && <Alike />}
        <SubmitButton>{say('join')}</SubmitButton>
      </Form>
      <LinkLine href={paths.counter}>{say('back')}</LinkLine>
    </Page>
  )
}

/** Why nobody was taken in, or which entries are wrong. */
function Status({ refused, isAlike, ...entries }: WrongAtJoining) {
  const say = useWords(words)
  const view = useView()
  if (!refused) return <ErrorSummary errors={errorsOf(view, entries)} />
  return (
    <StatusMessage kind="error" title={sentenceIn(view, refused)}>
      <p>{say('kept')}</p>
      {isAlike === true && <p>{say('alikeWhy')}</p>}
    </StatusMessage>
  )
}

function errorsOf(
  view: View,
  { noDocument, badPaperNumber, ...fields }: Omit<WrongAtJoining, 'refused' | 'isAlike'>,
) {
  const errors = Object.entries(fields).map(([name, because]) => ({
    name,
    message: sentenceIn(view, residentRefusals[because]),
  }))
  const missing = { name: 'document', message: words.in(view)('noDocument') }
  const number = { name: 'paperNumber', message: sentenceIn(view, termsRefusals['bad-paper-number']) }
  return [...errors, ...(noDocument === true ? [missing] : []), ...(badPaperNumber === true ? [number] : [])]
}

interface EntryProps {
  typed: Typed
  wrong: Wrong
}

function WhoTheyAre({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  const error = useErrors(wrong)
  return (
    <>
      <Entry name="name" label={say('name')} hint={say('nameHint')} {...{ typed, wrong }} required />
      <Entry name="kana" label={say('kana')} hint={say('kanaHint')} {...{ typed, wrong }} required />
      <DateField
        name="birthDate"
        label={say('birthDate')}
        value={typed.birthDate}
        error={error('birthDate')}
        autoComplete="off"
        example="birth"
        required
      />
    </>
  )
}

/** Nobody is taken in twice by an oversight: that it is another person is said by who sees them, and is never said beforehand. */
function Alike() {
  const say = useWords(words)
  return (
    <Card heading={say('alike')}>
      <LinkLine href={paths.counter}>{say('alikeSearch')}</LinkLine>
      <CheckboxList
        name="alike"
        label={say('alikeAsked')}
        options={[{ value: 'somebody-else', label: say('alikeSaid') }]}
      />
    </Card>
  )
}

/** The terms, signed on paper; left empty, they are asked for when they first sign in. */
function SignedTerms(props: { version: number; typed: string; error: ComponentChildren }) {
  const say = useWords(words)
  return (
    <Card heading={say('terms')}>
      <p>{say('termsWhy')}</p>
      <LinkLine href={paths.termsVersion(String(props.version))}>
        {say('termsRead', { version: props.version })}
      </LinkLine>
      <Field
        name="paperNumber"
        label={say('paperNumber')}
        hint={say('paperNumberHint')}
        value={props.typed}
        error={props.error}
        maxLength={100}
        autoComplete="off"
      />
    </Card>
  )
}

/** At which briefing they join, for its cohort; nothing is chosen for whoever joins at none. */
function Briefings({ briefings, chosen }: { briefings: readonly BriefingOfTheDay[]; chosen: string }) {
  const say = useWords(words)
  return (
    <RadioList
      name="briefing"
      label={say('briefing')}
      value={chosen === '' ? 'nothing-chosen' : chosen}
      options={[
        { value: '', label: say('noBriefing') },
        ...briefings.map(({ briefingId, cohortName, place }) => ({
          value: briefingId,
          label: say('briefingOf', { cohortName, place }),
        })),
      ]}
    />
  )
}

/** How to reach them. All of it may be left out: nobody needs a telephone to join. */
function Reach({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  return (
    <Card heading={say('reach')}>
      <p>{say('reachWhy')}</p>
      <Entry name="postalCode" label={say('postalCode')} hint={say('postalCodeHint')} {...{ typed, wrong }} />
      <Entry
        name="municipalityCode"
        label={say('municipalityCode')}
        hint={say('municipalityCodeHint')}
        {...{ typed, wrong }}
      />
      <Entry name="address" label={say('address')} {...{ typed, wrong }} />
      <Entry name="phone" label={say('phone')} {...{ typed, wrong }} />
      <Entry name="email" label={say('email')} {...{ typed, wrong }} />
    </Card>
  )
}

function Entry(
  props: EntryProps & {
    name: TypedField
    label: ReturnType<ReturnType<typeof useWords>>
    hint?: ReturnType<ReturnType<typeof useWords>>
    required?: boolean
  },
) {
  const { typed, wrong, name, label, hint, required = false } = props
  const error = useErrors(wrong)
  return (
    <Field
      {...{ name, label, hint, required }}
      value={typed[name]}
      error={error(name)}
      maxLength={300}
      autoComplete="off"
    />
  )
}

function useErrors(wrong: Wrong) {
  const view = useView()
  return (name: TypedField) => {
    const because = wrong[name]
    return because && sentenceIn(view, residentRefusals[because])
  }
}

import { residentRefusals, type Resident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  sentenceIn,
  SubmitButton,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { ShowFirst } from '../show-first.tsx'
import { words } from './words.ts'

export interface TypedAddress {
  postalCode: string
  municipalityCode: string
  address: string
  wrong?: keyof typeof residentRefusals
}

export const nothingTyped: TypedAddress = { postalCode: '', municipalityCode: '', address: '' }

interface AddressPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  resident: Resident
  /** To this member of staff, just now. */
  shownWho: boolean
  typed: TypedAddress
}

export function AddressPage({ staff, view, city, resident, shownWho, typed }: AddressPageProps) {
  const say = words.in(view)
  const { wrong } = typed
  const errors = wrong ? [{ name: entryOf(wrong), message: sentenceIn(view, residentRefusals[wrong]) }] : []
  return (
    <Page
      view={{ ...view, path: paths.counterAddress }}
      city={city}
      title={say('title')}
      heading={say('whom', { name: resident.identity.reveal().name })}
      status={<ErrorSummary errors={errors} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      {shownWho ? <AddressForm typed={typed} /> : <ShowFirst>{say('showFirst')}</ShowFirst>}
      <LinkLine href={paths.counterResident}>{say('back')}</LinkLine>
    </Page>
  )
}

function entryOf(wrong: keyof typeof residentRefusals): 'postalCode' | 'municipalityCode' | 'address' {
  if (wrong === 'bad-postal-code') return 'postalCode'
  return wrong === 'bad-municipality' ? 'municipalityCode' : 'address'
}

function AddressForm({ typed }: { typed: TypedAddress }) {
  const say = useWords(words)
  const view = useView()
  const entry = (name: 'postalCode' | 'municipalityCode' | 'address') => ({
    ...{ name, label: say(name), value: typed[name], maxLength: 300, required: true },
    autoComplete: 'off' as const,
    error:
      typed.wrong && entryOf(typed.wrong) === name
        ? sentenceIn(view, residentRefusals[typed.wrong])
        : undefined,
  })
  return (
    <>
      <p>{say('why')}</p>
      <Form action={paths.counterAddress}>
        <Field {...entry('postalCode')} hint={say('postalCodeHint')} />
        <Field {...entry('municipalityCode')} hint={say('municipalityCodeHint')} />
        <Field {...entry('address')} />
        <SubmitButton>{say('enter')}</SubmitButton>
      </Form>
    </>
  )
}

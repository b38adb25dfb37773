import type { LocalDay } from '../../../../kernel/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { vendorRefusals } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import type { Filling } from '../../../typed/keep-fields.ts'
import {
  Card,
  DateField,
  Field,
  Form,
  sentenceIn,
  SubmitButton,
  useView,
  useWords,
  type View,
} from '../../../ui/index.ts'
import { words } from './words.ts'

/** What is to be corrected. */
export type Because = 'no-contract-day' | 'bad-contract-day' | 'no-reason-given' | 'bad-quotas'

/** `today`: a day like the one that is missing. */
export function messageOf(view: View, because: Because, today: LocalDay) {
  if (because === 'no-contract-day') return words.in(view)(because, { day: today })
  return sentenceIn(view, vendorRefusals[because])
}

interface FormsProps extends Pick<Vendor, 'vendorId'> {
  /** By the city's clock. */
  today: LocalDay
  because: Because | undefined
  filling: Filling | undefined
}

/** Whether a company that has registered is accepted. */
export function ApplicantForms({ vendorId, today, because, filling }: FormsProps) {
  const view = useView()
  const say = useWords(words)
  return (
    <>
      <Card heading={say('accept')}>
        <p>{say('acceptWhy')}</p>
        <Form action={paths.cityCompanyAccept(vendorId)}>
          <LastDay {...{ today, because, filling }} />
          <SubmitButton>{say('acceptNow')}</SubmitButton>
        </Form>
      </Card>
      <Card heading={say('turnDown')}>
        <p>{say('turnDownWhy')}</p>
        <Form action={paths.cityCompanyTurnDown(vendorId)}>
          <Field
            name="reason"
            label={say('reason')}
            hint={say('reasonHint')}
            value={filling?.one('reason') ?? ''}
            maxLength={500}
            error={because === 'no-reason-given' && sentenceIn(view, vendorRefusals[because])}
            required
          />
          <SubmitButton kind="danger">{say('turnDownNow')}</SubmitButton>
        </Form>
      </Card>
    </>
  )
}

/** Until when a company that was accepted may be served. */
export function ContractForm({ vendorId, today, because, filling }: FormsProps) {
  const say = useWords(words)
  return (
    <Card heading={say('extend')}>
      <p>{say('extendWhy')}</p>
      <Form action={paths.cityCompanyContract(vendorId)}>
        <LastDay {...{ today, because, filling }} />
        <SubmitButton>{say('extendNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function LastDay({ today, because, filling }: Omit<FormsProps, 'vendorId'>) {
  const view = useView()
  const say = useWords(words)
  const isOfDay = because === 'no-contract-day' || because === 'bad-contract-day'
  return (
    <DateField
      name="contractUntil"
      label={say('contractUntil')}
      example={today}
      value={filling?.one('contractUntil') ?? ''}
      autoComplete="off"
      error={isOfDay && messageOf(view, because, today)}
      required
    />
  )
}

import type { Vendor } from '../../../../vendors/index.ts'
import { vendorRefusals } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { Card, Field, Form, sentenceIn, SubmitButton, uiWords, useView, useWords } from '../../../ui/index.ts'
import { words } from './words.ts'

/** What is to be corrected. */
export type Because = 'bad-contract-day' | 'no-reason-given' | 'bad-quotas'

interface FormsProps extends Pick<Vendor, 'vendorId'> {
  because: Because | undefined
}

/** Whether a company that has registered is accepted. */
export function ApplicantForms({ vendorId, because }: FormsProps) {
  const view = useView()
  const say = useWords(words)
  return (
    <>
      <Card heading={say('accept')}>
        <p>{say('acceptWhy')}</p>
        <Form action={paths.cityCompanyAccept(vendorId)}>
          <LastDay because={because} />
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
export function ContractForm({ vendorId, because }: FormsProps) {
  const say = useWords(words)
  return (
    <Card heading={say('extend')}>
      <p>{say('extendWhy')}</p>
      <Form action={paths.cityCompanyContract(vendorId)}>
        <LastDay because={because} />
        <SubmitButton>{say('extendNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

function LastDay({ because }: Pick<FormsProps, 'because'>) {
  const view = useView()
  const say = useWords(words)
  const sayUi = useWords(uiWords)
  return (
    <Field
      name="contractUntil"
      label={say('contractUntil')}
      hint={sayUi('typedDay')}
      maxLength={40}
      error={because === 'bad-contract-day' && sentenceIn(view, vendorRefusals[because])}
      required
    />
  )
}

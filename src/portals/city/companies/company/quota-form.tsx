import { vendorRefusals, type Quota, type Quotas, type VendorId } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import type { Filling } from '../../../typed/keep-fields.ts'
import { Card, Field, Form, grouped, sentenceIn, SubmitButton, useView, useWords } from '../../../ui/index.ts'
import { quotaWords } from './quota-words.ts'
import type { QuotaField } from './typed-quotas.ts'

interface QuotaFormProps {
  vendorId: VendorId
  quotas: Quotas
  /** What everybody may who has no other contract. */
  usual: { readsAMinute: number; residentsADay: number }
  wrong: boolean
  filling: Filling | undefined
}

const fieldsOf: readonly { name: QuotaField; whose: keyof Quotas; what: keyof Quota }[] = [
  { name: 'reads', whose: 'company', what: 'readsAMinute' },
  { name: 'residents', whose: 'company', what: 'residentsADay' },
  { name: 'programReads', whose: 'program', what: 'readsAMinute' },
  { name: 'programResidents', whose: 'program', what: 'residentsADay' },
]

/** How much the contract lets the company, and each of its programs, read. */
export function QuotaForm({ vendorId, quotas, usual, wrong, filling }: QuotaFormProps) {
  const view = useView()
  const say = useWords(quotaWords)
  return (
    <Card heading={say('quota')}>
      <p>{say('quotaWhy')}</p>
      <Form action={paths.cityCompanyQuotas(vendorId)}>
        {fieldsOf.map(({ name, whose, what }) => (
          <Field
            name={name}
            label={say(name)}
            hint={say('usual', { most: grouped(usual[what]) })}
            value={filling?.one(name) ?? quotas[whose][what]?.toFixed() ?? ''}
            inputMode="numeric"
            maxLength={20}
            autoComplete="off"
            error={wrong && name === 'reads' && sentenceIn(view, vendorRefusals['bad-quotas'])}
          />
        ))}
        <SubmitButton>{say('save')}</SubmitButton>
      </Form>
    </Card>
  )
}

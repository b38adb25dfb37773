import type { ComponentChildren } from 'preact'
import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import { groupedLinkCode, partnerLinkDays, type LinkCode, type Partner } from '../../../identity/index.ts'
import type { Personal } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  CheckboxList,
  DefinitionList,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  sentenceIn,
  SubmitButton,
  type City,
  type View,
} from '../../ui/index.ts'
import { Items } from './view.tsx'
import { words } from './words.ts'

interface ChoosePageProps {
  view: View
  city: City
  partner: Partner
  /** The button was pressed and nothing was chosen. */
  no: ComponentChildren
}

/** What may this partner send, from now on, each time? Nothing is chosen beforehand. */
export function ChoosePartnerPage({ view, city, partner: { programId, name, items }, no }: ChoosePageProps) {
  const say = words.in(view)
  const status = no && <ErrorSummary errors={[{ name: 'item', message: no }]} />
  return (
    <Page view={view} city={city} title={say('chooseTitle', { name })} section="settings" status={status}>
      <p>{say('standing')}</p>
      <p>{say('nothingElse')}</p>
      <Form action={paths.partnerCode} fields={{ partner: programId }}>
        <CheckboxList
          name="item"
          label={say('items')}
          hint={say('itemsHint')}
          error={no}
          options={items.map((item) => ({
            value: item,
            label: sentenceIn(view, itemOf(item).names),
            hint: itemOf(item).leftOutUnlessChosen && say('sensitive'),
          }))}
        />
        <p>{say('days', { days: partnerLinkDays })}</p>
        <SubmitButton>{say('ask')}</SubmitButton>
      </Form>
      <LinkLine href={paths.partners}>{say('toList')}</LinkLine>
    </Page>
  )
}

interface CodePageProps {
  view: View
  city: City
  name: string
  code: Personal<LinkCode>
  items: readonly ItemCode[]
}

/** Told once: whoever opens the page anew asks for another one. */
export function PartnerCodePage({ view, city, name, code, items }: CodePageProps) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('codeTitle', { name })} section="settings">
      <p class="figures">{groupedLinkCode(code.reveal())}</p>
      <p>{say('codeGood')}</p>
      <p>{say('codeSecret', { name })}</p>
      <DefinitionList of={[{ term: say('brings'), is: <Items items={items} /> }]} />
      <p>{say('again')}</p>
      <LinkLine href={paths.partners}>{say('toList')}</LinkLine>
    </Page>
  )
}

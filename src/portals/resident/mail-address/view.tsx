import type { Personal } from '../../../kernel/index.ts'
import { OwnPlaceCodePage, OwnPlacePage } from '../../sent-code/own-place.tsx'
import type { Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import { DefinitionList, Field, TimeText, useWords, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

const at = {
  enter: paths.mailAddress,
  code: paths.mailAddressCode,
  remove: paths.mailAddressRemove,
  back: paths.settings,
}

interface Shared {
  view: View
  city: City
  wrong: Wrong
}

export interface OwnAddress {
  email: Personal<string>
  /** null where nobody has shown yet that the mailbox is theirs. */
  confirmedAt: Date | null
}

interface MailAddressPageProps extends Shared {
  own: OwnAddress | undefined
  done: 'changed' | 'removed' | undefined
  typed: string
}

export function MailAddressPage({ own, done, typed, ...shared }: MailAddressPageProps) {
  const say = words.in(shared.view)
  return (
    <OwnPlacePage
      {...{ ...shared, say, at }}
      onFile={own ? <OnFile own={own} /> : <p>{say('none')}</p>}
      hasOne={own !== undefined}
      done={done && say(done)}
      name="email"
      wrongForm={say('emailWrong')}
      entry={
        <Field
          name="email"
          type="email"
          label={say(own ? 'newEmail' : 'email')}
          hint={say('emailHint')}
          value={typed}
          error={shared.wrong?.kind === 'form' ? say('emailWrong') : undefined}
          autoComplete="email"
          maxLength={254}
          required
        />
      }
    />
  )
}

function OnFile({ own: { email, confirmedAt } }: { own: OwnAddress }) {
  const say = useWords(words)
  return (
    <>
      <DefinitionList
        of={[
          { term: say('now'), is: email.reveal() },
          { term: say('since'), is: confirmedAt ? <TimeText at={confirmedAt} /> : say('notYet') },
        ]}
      />
      {!confirmedAt && <p>{say('notYetWhy')}</p>}
    </>
  )
}

export function MailAddressCodePage({
  address,
  ...shared
}: Shared & { address: Personal<string> | undefined }) {
  const say = words.in(shared.view)
  const sent = address && say('sent', { address: address.reveal() })
  return <OwnPlaceCodePage {...{ ...shared, say, at, sent }} by="mail" />
}

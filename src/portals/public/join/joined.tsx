import { paths } from '../../paths.ts'
import { Card, LinkButton, LinkLine, Page, StatusMessage } from '../../ui/index.ts'
import type { Shown } from './step.tsx'
import { words } from './words.ts'

/** They take part, and are signed in. Nothing is allowed to anybody yet. */
export function JoinedPage({ view, city }: Shown) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.joined }}
      city={city}
      title={say('joinedTitle')}
      status={<StatusMessage title={say('joined')} />}
    >
      <p>{say('joinedWhat')}</p>
      <LinkButton href={paths.home} kind="primary">
        {say('home')}
      </LinkButton>
      <Card heading={say('card')}>
        <p>{say('cardWhy')}</p>
        <LinkLine href={paths.settings}>{say('settings')}</LinkLine>
      </Card>
    </Page>
  )
}

import { staffRoles, type StaffId, type StaffMember } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Actions, Details, Form, SubmitButton, Table, useWords, type Column } from '../../ui/index.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

interface MemberTableProps {
  members: readonly StaffMember[]
  /** Who reads: nobody changes themselves. */
  self: StaffId
  changeable: boolean
}

export function MemberTable({ members, self, changeable }: MemberTableProps) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  const name: Column<StaffMember> = { label: say('name'), cell: (member) => member.name.reveal() }
  const acting: Column<StaffMember> = {
    label: say('change'),
    cell: (member) => <Acting member={member} self={self} />,
  }
  return (
    <Table
      caption={say('everybody')}
      columns={[
        name,
        { label: say('role'), cell: ({ role }) => sayCity(role) },
        { label: say('standing'), cell: ({ standing }) => say(standing) },
        ...(changeable ? [acting] : []),
      ]}
      rows={members}
    />
  )
}

function Acting({ member, self }: { member: StaffMember; self: StaffId }) {
  const say = useWords(words)
  if (member.standing === 'ended') return <>{say('nothingMore')}</>
  if (member.staffId === self) return <>{say('yourself')}</>
  return <Changes {...member} />
}

function Changes({ staffId, name: personal, role }: StaffMember) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  const [name, fields] = [personal.reveal(), { member: staffId }]
  return (
    <Details summary={say('changeWhom', { name })}>
      <Form action={paths.staffRole} fields={fields}>
        <p>{say('roleWhy')}</p>
        <Actions>
          {staffRoles
            .filter((other) => other !== role)
            .map((other) => (
              <SubmitButton kind="secondary" name="role" value={other}>
                {say('toRole', { name })}
                {sayCity(other)}
              </SubmitButton>
            ))}
        </Actions>
      </Form>
      <Form action={paths.staff} fields={fields}>
        <p>{say('againWhy')}</p>
        <SubmitButton kind="secondary">{say('again', { name })}</SubmitButton>
      </Form>
      <Form action={paths.staffEnd} fields={fields}>
        <p>{say('endWhy')}</p>
        <SubmitButton kind="danger">{say('end', { name })}</SubmitButton>
      </Form>
    </Details>
  )
}

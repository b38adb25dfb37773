import type { RegisteredCompany } from '../../vendors/index.ts'
import { kindWords } from '../resident/companies/company-words.ts'
import { DefinitionList, TimeText, useWords } from '../ui/index.ts'
import { profileWords } from './profile-words.ts'

/** What a company has said of itself, as the city and the company read it. */
export function CompanyProfile({
  company,
}: {
  company: Pick<RegisteredCompany, 'profile' | 'registration'>
}) {
  const say = useWords(profileWords)
  const sayKind = useWords(kindWords)
  const { profile, registration } = company
  const contact = registration?.contact.reveal()
  const texts = {
    name: profile.name,
    nameEn: profile.nameEn,
    kind: sayKind(profile.kind),
    corporateNumber: registration?.corporateNumber,
    address: profile.address,
    representative: profile.representative,
    department: profile.department,
    departmentEn: profile.departmentEn,
    phone: profile.phone,
    certificate: profile.certificate ?? undefined,
    email: contact?.email,
    contactPhone: contact?.phone,
    registeredAt: registration && <TimeText at={registration.registeredAt} />,
  } as const
  const terms = Object.keys(texts) as (keyof typeof texts)[]
  return (
    <DefinitionList
      of={terms.filter((term) => texts[term]).map((term) => ({ term: say(term), is: texts[term] }))}
    />
  )
}
